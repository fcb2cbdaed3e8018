"""Every view says who may enter. tests/conventions checks that none forgets."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort, current_app, request
from flask_login import login_required

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Anyone may see this, and it is the same for everyone."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def personal(view: View) -> View:
    """Anyone may come here, but what they see is theirs alone: never kept by a cache."""
    view.access = "personal"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Only people who have signed in; others are asked to, and brought back."""
    guarded = login_required(view)
    guarded.access = "signed_in"
    return guarded  # type: ignore[no-any-return]


def access() -> str:
    """Who may enter the view of this request: public, personal or signed_in; "" where none is."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "access", "")


def check(allowed: bool) -> None:
    """Stop with 403 unless a rule from some room's permissions.py said yes."""
    if not allowed:
        abort(403)
