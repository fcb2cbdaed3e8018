"""What templates/layouts/page.html needs on every page."""

from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request, session, url_for
from flask_login import current_user

from app.config import Settings
from app.shared.static_files import StaticFiles, asset

THEMES = ("light", "dark")

_NAVIGATION = (
    ("What’s on", "events.index"),
    ("Volunteer", "opportunities.index"),
    ("Support", "site.support_urgent"),
    ("Groups", "organisations.index"),
    ("Help", "site.help"),
)
_STRANGER, _MEMBER = ("Sign in", "people.sign_in"), ("You", "people.you")


def context() -> dict[str, Any]:
    """What can be said without asking the database: error pages need it too."""
    settings: Settings = current_app.config["SETTINGS"]
    theme = session.get("theme")
    return {
        "site_name": settings.site_name,
        "is_demo": settings.demo,
        "theme": theme if theme in THEMES else None,
        "current_section": request.blueprint,
        "navigation": _navigation("_user_id" in session),
        "signed_in_name": None,
    }


def remember_theme(theme: str) -> None:
    """Show pages in this browser light, dark or, for any other word, as the device does."""
    session.pop("theme", None)
    if theme in THEMES:
        session["theme"] = theme


def _navigation(is_signed_in: bool) -> list[tuple[str, str, bool]]:
    """Label, address and whether the page shown belongs to it. The front door's own pages (Help,
    Support) stand for themselves, other rooms for all their pages."""
    own = _MEMBER if is_signed_in else _STRANGER
    return [
        (label, url_for(endpoint), _is_current(endpoint))
        for label, endpoint in (*_NAVIGATION, own)
        if endpoint in current_app.view_functions
    ]


def _is_current(endpoint: str) -> bool:
    room, _, _ = endpoint.partition(".")
    if request.path.startswith(("/organise", "/you/")):  # pages of many rooms that are one's own
        return endpoint == _MEMBER[1]
    return request.endpoint == endpoint if room == "site" else request.blueprint == room


def _page_context() -> dict[str, Any]:
    # Asked only where a cookie names someone: a stranger's page costs no query for it.
    if "_user_id" not in session:
        return context()
    if not current_user.is_authenticated:
        return context() | {"navigation": _navigation(False)}
    return context() | {"signed_in_name": current_user.first_name}


def init_app(app: Flask) -> None:
    """Give every page its surroundings, and serve what they are made of."""
    folder = Path(app.static_folder or "")
    app.context_processor(_page_context)
    app.jinja_env.globals["asset"] = partial(asset, folder)
    app.wsgi_app = StaticFiles(app.wsgi_app, folder)  # type: ignore[method-assign]
