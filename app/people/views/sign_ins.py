"""Where someone is signed in, and ending it."""

from zoneinfo import ZoneInfo

from flask import current_app, session, url_for
from flask_login import current_user

from app.people import queries, services
from app.people.views import TOKEN, bp
from app.shared.access import signed_in
from app.shared.codes import hashed
from app.shared.database import db
from app.shared.hypermedia import render, see_other, wants_part


@bp.get("/you/sign-ins")
@signed_in
def sign_ins():
    return _sign_ins()


@bp.post("/you/sign-ins/<int:sign_in_id>/end")
@signed_in
def end_sign_in(sign_in_id):
    services.end_one_of(current_user, sign_in_id)
    db.session.commit()
    return _ended("That one is signed out.")


@bp.post("/you/sign-ins/end-others")
@signed_in
def end_other_sign_ins():
    services.end_all_of(current_user, but=session[TOKEN])
    db.session.commit()
    return _ended("All others are signed out.")


def _ended(words):
    return _sign_ins(words) if wants_part() else see_other(url_for("people.sign_ins"), words)


def _sign_ins(words=""):
    found = queries.sign_ins_of(current_user)
    here = hashed(session[TOKEN])
    return render(
        "people/sign_ins.html",
        part="people/_sign_ins.html",
        here=[each for each in found if each.token_hash == here],
        others=[each for each in found if each.token_hash != here],
        zone=ZoneInfo(current_app.config["SETTINGS"].time_zone),
        words=words,
    )
