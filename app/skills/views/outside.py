"""What whoever has a link sees: a page of its own that says nothing of the site it comes from.

It sets no cookie, so what it posts carries no token: whoever knows the address of a link needs no
browser of somebody else's to use it.
"""

from flask import make_response, request, url_for

from app.people.parts import person_here
from app.shared import limits
from app.shared.access import personal
from app.shared.codes import hashed
from app.shared.database import db
from app.shared.extensions import csrf, limiter
from app.shared.hypermedia import render, see_other
from app.shared.local_time import today_in
from app.shared.pdf import pdf_file
from app.shared.waking import own_zone
from app.skills import parts, queries, services
from app.skills.forms import CodeForm
from app.skills.views import bp

PAPER, FILES = "Skills record.pdf", "Skills record.zip"


def _token():
    return (request.view_args or {})["token"]


def _which_link():
    return hashed(_token())


def _too_often(_limit):
    form = CodeForm()
    form.code.errors = ["There were too many wrong codes. Try again later, or tomorrow."]
    return make_response(_asks(form, _token(), status=429))


@bp.get("/r/<string:token>")
@personal
def record(token):
    link = _live(token)
    if link is None:
        return _over(token)
    if link.needs_code:
        return _asks(CodeForm(formdata=None), token)
    return _record(link, token)


@bp.post("/r/<string:token>")
@csrf.exempt
@limiter.limit(
    limits.SHARED_CODE,
    key_func=_which_link,
    deduct_when=lambda answer: answer.status_code == 422,
    on_breach=_too_often,
)
@personal
def unlock(token):
    """With the code of a link: its page, or its paper."""
    link, form = _live(token), CodeForm()
    if link is None:
        return _over(token)
    if link.needs_code and not services.is_code_right(link, form.code.data or ""):
        form.code.errors = ["That is not the code. Ask whoever gave you the link."]
        return _asks(form, token, status=422)
    if request.form.get("act") == "paper":
        return _paper(link, token)
    if request.form.get("act") == "file":
        return _signed(link)
    return _record(link, token, code=form.code.data)


@bp.get("/r/<string:token>/paper")
@personal
def paper(token):
    link = _live(token)
    if link is None:
        return _over(token)
    if link.needs_code:
        return see_other(url_for("skills.record", token=token))
    return _paper(link, token)


@bp.get("/r/<string:token>/file")
@personal
def signed(token):
    link = _live(token)
    if link is None:
        return _over(token)
    if link.needs_code:
        return see_other(url_for("skills.record", token=token))
    return _signed(link)


@bp.post("/r/<string:token>/opened")
@csrf.exempt
@personal
def opened(token):
    """Sent by the page's own script. Scanners of mail only look, and count for nothing."""
    if link := _live(token):
        services.note_opened(link, _today())
        db.session.commit()
    return "", 204


def _live(token):
    link = queries.with_token(token)
    return link if link and link.is_live_on(_today()) else None


def _over(token):
    """The same words for all: what somebody did with their link is theirs to tell."""
    status = 410 if queries.with_token(token) else 404
    return render("skills/record.html", status=status, record=None, form=None)


def _asks(form, token, status=200):
    return render("skills/record.html", status=status, record=None, form=form, token=token)


def _record(link, token, code=None):
    return render(
        "skills/record.html",
        record=parts.shared(link.person, link.chosen),
        ends=parts.day(link.ends_on),
        picture=parts.picture(token),
        token=token,
        code=code if link.needs_code else None,
        counts=person_here() != link.person,
    )


def _paper(link, token):
    shown = parts.shared(link.person, link.chosen)
    facts = parts.paper(shown, parts.day(link.ends_on), token)
    return pdf_file(PAPER, "skills/record.typ", facts)


def _signed(link):
    answer = make_response(parts.signed_files(link.person, link.chosen))
    answer.mimetype = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILES}"'
    return answer


def _today():
    return today_in(own_zone().key)
