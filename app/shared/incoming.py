"""What may come in: nothing that another site made a browser send, and nothing that is no text."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

SAFE = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask) -> None:
    """Check each request before any view sees it. CSRF tokens are checked besides."""
    app.config["WTF_CSRF_SSL_STRICT"] = False  # it wants a Referer, which we ask not to be sent
    app.url_value_preprocessor(_allow_more)  # before anybody, such as CSRF, reads the form
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_what_is_no_text)


def takes(most_bytes: int, file: int) -> Callable[[View], View]:
    """This view may be sent more than any other: up to `most_bytes`, for a `file` of so many, which
    is what people are told. Stands above who may enter."""

    def mark(view: View) -> View:
        view.most_bytes, view.most_of_file = most_bytes, file  # type: ignore[attr-defined]
        return view

    return mark


def most_taken() -> int:
    """How many bytes people are told that they may send here."""
    view = current_app.view_functions.get(request.endpoint or "")
    most: int = getattr(view, "most_of_file", current_app.config["MAX_CONTENT_LENGTH"])
    return most


def is_from_here() -> bool:
    """Whether the browser says that a page of ours sent this; False where it does not say."""
    site = request.headers.get("Sec-Fetch-Site")
    return site == "same-origin" if site else request.headers.get("Origin") in _own_origins()


def _allow_more(endpoint: str | None, _values: object) -> None:
    most = getattr(current_app.view_functions.get(endpoint or ""), "most_bytes", None)
    if most is not None:
        request.max_content_length = request.max_form_memory_size = most


def _refuse_other_sites() -> None:
    """A change asked for by a page that is not ours is refused, whatever token it has.

    `Origin` is "null" on our own forms, because we send no Referer; browsers since 2023 say
    `Sec-Fetch-Site` then. An older one that says neither is left to its token.
    """
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        abort(403)
    origin = request.headers.get("Origin")
    if origin not in (None, "null") and origin not in _own_origins():
        abort(403)


def _own_origins() -> tuple[str, str]:
    address = urlsplit(current_app.config["SETTINGS"].site_url)
    return request.host_url.rstrip("/"), f"{address.scheme}://{address.netloc}"


def _refuse_what_is_no_text() -> None:
    """A NUL is in no word that anyone types, and PostgreSQL takes none."""
    sent = [request.path, *request.args, *request.form]
    for values in (*request.args.listvalues(), *request.form.listvalues()):
        sent += values
    if any("\0" in words for words in sent):
        abort(400)
