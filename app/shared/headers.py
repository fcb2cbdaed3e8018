"""What every answer says about itself: who may frame it, keep it, or learn where we came from."""

from flask import Flask, Response, current_app, g, request, session

from app.shared.access import access
from app.shared.compression import compress
from app.shared.hypermedia import vary_on_htmx

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect", "manifest")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from another host, nothing inline, nothing framed."""

ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "no-referrer",  # that someone came from here is theirs to tell
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": ", ".join(
        f"{power}=()"
        for power in (
            *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture"),
            *("fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
            *("payment", "usb"),
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

FOR_EVERYONE = "private, no-cache"
"""Only the browser that asked may keep it, and it asks each time whether it is still right."""
TWO_YEARS = "max-age=63072000"


def init_app(app: Flask) -> None:
    """Dress every answer. Registered first means run last: compression sees the finished one."""
    app.after_request(compress)
    app.after_request(_answer_short_if_unchanged)
    app.after_request(_say_who_may_keep_it)
    app.after_request(_say_what_always_holds)
    app.after_request(vary_on_htmx)


def let_be_framed(response: Response, by: str) -> Response:
    """Let one other site (its origin, such as https://group.example.org) show this answer in a
    frame; without one, let nobody."""
    if by:
        policy = CONTENT_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {by}")
        response.headers["Content-Security-Policy"] = policy
        g.may_be_framed = True
    return response


def _say_what_always_holds(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if "may_be_framed" in g:  # X-Frame-Options knows no single site; the policy does
        del response.headers["X-Frame-Options"]
    if current_app.config["SETTINGS"].site_url.startswith("https://"):
        response.headers["Strict-Transport-Security"] = TWO_YEARS
    return response


def _say_who_may_keep_it(response: Response) -> Response:
    """Only what is the same for everyone may be kept, and only by the browser that asked.

    Never by anyone in between: the colours of a page follow the reader's cookie.
    """
    if not _is_for_everyone(response):
        response.headers["Cache-Control"] = "no-store"
        response.headers.pop("ETag", None)
    else:
        response.headers.setdefault("Cache-Control", FOR_EVERYONE)
    if access() in ("personal", "signed_in") or response.status_code >= 400:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _is_for_everyone(response: Response) -> bool:
    return (
        access() == "public"
        and request.method in ("GET", "HEAD")
        and response.status_code in (200, 304)
        and "_user_id" not in session
        and not session.modified  # this answer sets the cookie
        and "csrf_token" not in g  # it holds a form with this browser's token
    )


def _answer_short_if_unchanged(response: Response) -> Response:
    """304 for a page the browser still has: on a bad signal, a few hundred bytes."""
    keeps = response.headers.get("Cache-Control") != "no-store"
    if keeps and response.status_code == 200 and not response.is_streamed:
        if "ETag" not in response.headers:
            response.add_etag(weak=True)
        response.make_conditional(request)
    return response
