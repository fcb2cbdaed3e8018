"""Who signs, with which keys, what they withdrew, and what can be earned from them."""

import json

from flask import request

from app.credentials import parts, queries
from app.credentials.views import bp
from app.credentials.views.answers import JSON_LD, JWT, file, not_signed_yet, page, unknown
from app.shared import limits
from app.shared.access import public
from app.shared.extensions import limiter
from app.shared.hypermedia import render

KINDS_OF_JSON = (JSON_LD, "application/vc", "application/ld+json", "application/json")


@bp.get("/issuers/<string:public_id>")
@public
def issuer(public_id):
    issuer = queries.issuer_named(public_id)
    if issuer is None:
        return unknown()
    shown = render(
        "credentials/issuer.html",
        issuer=issuer,
        name=parts.called(issuer.organisation),
        before=parts.called_before(issuer),
        keys=queries.keys_of(issuer),
        did=parts.did_of(issuer),
    )
    return page(shown)


@bp.get("/issuers/<string:public_id>/did.json")
@public
def did(public_id):
    issuer = queries.issuer_named(public_id)
    if issuer is None:
        return unknown()
    document = parts.key_document(issuer, queries.keys_of(issuer))
    return file(json.dumps(document), "application/did+json")


@bp.get("/issuers/<string:public_id>/status/<int:number>")
@limiter.limit(limits.CHECK)
@public
def status(public_id, number):
    status_list = queries.list_named(public_id, number)
    if status_list is None:
        return unknown()
    try:
        files = parts.current_list(status_list)
    except parts.CannotSign:
        return not_signed_yet()
    # One address for two kinds of programs: those that read JSON say so, those of JWTs say nothing.
    takes_json = any(request.accept_mimetypes[kind] > 0 for kind in KINDS_OF_JSON)
    answer = file(files.document, JSON_LD) if takes_json else file(files.jwt, JWT)
    answer.vary.add("Accept")
    return answer


@bp.get("/achievements/<string:public_id>")
@public
def achievement(public_id):
    achievement = queries.achievement(public_id)
    if achievement is None:
        return unknown()
    return page(render("credentials/achievement.html", achievement=achievement))


@bp.get("/achievements/<string:public_id>/picture.svg")
@public
def picture(public_id):
    achievement = queries.achievement(public_id)
    return file(parts.picture(achievement), "image/svg+xml") if achievement else unknown()
