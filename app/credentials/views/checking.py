"""Checking a credential, and taking it along."""

from app.credentials import parts, queries
from app.credentials.views import bp
from app.credentials.views.answers import JSON_LD, JWT, file, not_signed_yet, page, unknown
from app.shared import limits
from app.shared.access import public
from app.shared.database import utcnow
from app.shared.extensions import limiter
from app.shared.hypermedia import render


@bp.get("/verify/<string:public_id>")
@limiter.limit(limits.CHECK)
@public
def verify(public_id):
    credential = queries.checked(public_id)
    if credential is None:
        return unknown()
    check = parts.check(credential, utcnow())
    return page(render("credentials/verify.html", credential=credential, check=check))


@bp.get("/verify/<string:public_id>/credential.json")
@limiter.limit(limits.CHECK)
@public
def document(public_id):
    return _file(public_id, "json", JSON_LD, lambda it: parts.files(it).document)


@bp.get("/verify/<string:public_id>/credential.jwt")
@limiter.limit(limits.CHECK)
@public
def jwt(public_id):
    return _file(public_id, "jwt", JWT, lambda it: parts.files(it).jwt)


@bp.get("/verify/<string:public_id>/badge.svg")
@limiter.limit(limits.CHECK)
@public
def svg(public_id):
    return _file(public_id, "svg", "image/svg+xml", parts.svg)


@bp.get("/verify/<string:public_id>/badge.png")
@limiter.limit(limits.CHECK)
@public
def png(public_id):
    return _file(public_id, "png", "image/png", parts.png)


def _file(public_id, ending, kind, make):
    credential = queries.file(public_id)
    if credential is None:
        return unknown()
    try:
        body = make(credential)
    except parts.CannotSign:
        return not_signed_yet()
    return file(body, kind, parts.file_name(credential, ending))
