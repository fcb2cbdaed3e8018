"""How these addresses answer: kept for a minute by anyone, found by no search, read by any site."""

from flask import Response, make_response

from app.shared.hypermedia import render

MINUTE = "public, max-age=60"
"""Long enough for a rush, short enough that what is withdrawn is not shown for long."""
JSON_LD = "application/vc+ld+json"
JWT = "text/plain; charset=utf-8"
WAIT = 60
"""Seconds: the worker looks for what to sign as often."""


def page(drawn):
    """A page that is the same for everyone who has its address."""
    response = make_response(drawn)
    if response.status_code == 200:
        response.headers["Cache-Control"] = MINUTE
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def unknown():
    """There is nothing at this address: said without a way into the rest of the site."""
    return page(render("credentials/verify.html", status=404, credential=None))


def file(body, kind, name=None):
    """Something for machines, or to save under `name`. Programs on any site may read it."""
    response = page(Response(body, content_type=kind))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def not_signed_yet():
    """What is asked for cannot be signed now; it will be."""
    words = "This is not signed yet. Try again in a minute.\n"
    response = page(Response(words, 503, content_type="text/plain; charset=utf-8"))
    response.headers["Retry-After"] = str(WAIT)
    return response
