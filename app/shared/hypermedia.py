"""One URL, two sizes of answer: a whole page, or the part of it that changed."""

from typing import Any

from flask import Response, flash, redirect, render_template
from htmx_flask import make_response, request

Answer = Response | tuple[str, int] | Any


def wants_part() -> bool:
    """True when htmx asked for a piece of a page, not a page.

    On Back, htmx asks again for the whole page and says so; a boosted link wants a page too.
    """
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render(page: str, part: str | None = None, status: int = 200, **context: Any) -> Answer:
    """Render `part` for htmx if given, otherwise the whole `page`."""
    template = part if part and wants_part() else page
    return render_template(template, **context), status


def see_other(url: str, message: str | None = None) -> Answer:
    """After a POST: send the browser on to `url`, with or without JavaScript."""
    if message:
        flash(message)
    if request.htmx and not request.htmx.boosted:
        return make_response("", 204, redirect=url)
    return redirect(url, code=303)


def vary_on_htmx(response: Response) -> Response:
    """Say on every answer that a page and its part share one address."""
    response.vary.add("HX-Request")
    return response
