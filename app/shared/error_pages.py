"""When something goes wrong: words that say what to do next, and never what we know.

Drawn without the database and without asking who reads, because either may be what failed.
"""

from dataclasses import dataclass, replace
from math import ceil
from time import time
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, request, url_for
from flask.globals import request_ctx
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.shared import logs
from app.shared.extensions import limiter
from app.shared.formatting import plural
from app.shared.hypermedia import wants_part
from app.shared.incoming import is_from_here, most_taken
from app.shared.layout import context

_TOKEN = "csrf_token"

BUSY_SECONDS = 5
"""When to try again after the database was busy, in seconds."""


@dataclass(frozen=True)
class Words:
    """A heading, and what to do next."""

    title: str
    next: str


@dataclass(frozen=True)
class Form:
    """A form as it was sent, without its token."""

    action: str
    fields: list[tuple[str, str]]


WORDS = {
    400: Words("We could not read that", "Go back and try again. What you typed is still there."),
    403: Words(
        "This page is not open to you",
        "It belongs to someone else, or to a group’s team. You have not done anything wrong.",
    ),
    404: Words("That page has moved or ended", "Here is what’s on near you."),
    405: Words("That does not work here", "Go back and use the button on the page."),
    410: Words("That is no longer here", "It was taken down. There is plenty more to find."),
    413: Words(
        "That is too long for us",
        "Go back and send less: what you typed is still there.",
    ),
    422: Words("We could not use that", "Go back, look at what you typed and try again."),
    429: Words("Let’s pause for 10 minutes", "You have not done anything wrong."),
    500: Words(
        "Something broke on our side, not yours",
        "Nothing was lost. Try again, or ring the group.",
    ),
    503: Words("We are busy for a moment", "Nothing was saved. Try again in a few seconds."),
}

OUTSIDE = ("/r/", "/verify/", "/issuers/", "/achievements/")
"""How addresses begin that people hand to somebody outside, who is to learn nothing of the site."""

OPEN_TOO_LONG = Words(
    "This page was open a long time",
    "Nothing was lost. Here is what you typed: send it again. If this page comes back, let your "
    "browser keep our one cookie until you close it.",
)
NOT_FROM_HERE = Words(
    "We could not be sure that you sent this",
    "Go back, load the page again and send it once more.",
)


def init_app(app: Flask) -> None:
    """Answer every failure in our words, as a page or as a part of one."""
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(CSRFError, _open_too_long)
    app.register_error_handler(RateLimitExceeded, _too_often)
    for trouble in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(trouble, _database)
    for nonsense in (DataError, OverflowError):  # how each database takes a number it cannot hold
        app.register_error_handler(nonsense, _unreadable)


def answer(code: int, words: Words | None = None, again: Form | None = None) -> Response:
    """The error as a whole page; for htmx, as a line in the layout's #status. Outside, as a page
    without a way into the site.

    `again` is offered to be sent once more, with a token that is good.
    """
    words = words or WORDS.get(code) or WORDS[400 if code < 500 else 500]
    _find_the_way_home()
    is_outside = request.path.startswith(OUTSIDE)
    as_part = wants_part() and not is_outside
    name = "_status" if as_part else "outside" if is_outside else "page"
    template = current_app.jinja_env.get_template(f"errors/{name}.html")
    drawn = template.render(**context(), code=code, words=words, again=again)
    response = make_response(drawn, code)
    if as_part:
        # Its place on the page is kept: the form and what was typed in it stay where they are.
        response.headers["HX-Retarget"] = "#status"
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def _known(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    response = _too_long() if error.code == 413 else answer(error.code)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _too_long() -> Response:
    most = most_taken()
    said = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1024} KB"
    words = WORDS[413]
    return answer(413, replace(words, next=f"We take up to {said} here. {words.next}"))


def _open_too_long(_error: CSRFError) -> Response:
    """The cookie went while the form was open. What was typed must not go with it.

    Only a form that the browser says is ours is offered again: a button on our page must never
    finish what another site began.
    """
    if not is_from_here() or request.endpoint is None:
        return answer(400, NOT_FROM_HERE)
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != _TOKEN]
    action = url_for(request.endpoint, **request.view_args or {})
    return answer(400, OPEN_TOO_LONG, Form(action, fields))


def _too_often(error: RateLimitExceeded) -> Response:
    if isinstance(
        error.response, Response
    ):  # a page of its own, such as one that must not name the site
        return error.response
    limit = limiter.current_limit
    seconds = max(1, ceil(limit.reset_at - time())) if limit else 600
    pause = plural(max(1, round(seconds / 60)), "minute")
    if seconds > 5_400:
        pause = plural(round(seconds / 3_600), "hour")
    response = answer(429, replace(WORDS[429], title=f"Let’s pause for {pause}"))
    response.headers["Retry-After"] = str(seconds)
    return response


def _database(error: DBAPIError | PoolTimeout) -> Response:
    """Busy, locked, full or gone: it will be back. A fault of ours in what we asked will not."""
    if getattr(getattr(error, "orig", None), "sqlite_errorname", "") == "SQLITE_ERROR":
        raise error
    logs.failed()
    response = answer(503)
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _unreadable(_error: DataError | OverflowError) -> Response:
    logs.failed()
    return answer(400)


def _find_the_way_home() -> None:
    """Asked for under a name that is not ours, Flask has no addresses: give it our own, in full."""
    if request_ctx.url_adapter is None:
        home = urlsplit(current_app.config["SETTINGS"].site_url)
        # Any subdomain that no route has makes every address a whole one, with our host in it.
        request_ctx.url_adapter = current_app.url_map.bind(
            home.netloc, subdomain="elsewhere", url_scheme=home.scheme
        )
