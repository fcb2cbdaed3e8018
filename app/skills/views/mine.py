"""Somebody's own record."""

from flask import url_for
from flask_login import current_user

from app.credentials import queries as credentials
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.hypermedia import render, see_other
from app.skills import parts, services
from app.skills.forms import ShownForm
from app.skills.views import bp


@bp.get("/you/skills")
@signed_in
def mine():
    record = parts.record(current_user)
    return render(
        "skills/mine.html",
        brought=credentials.brought_in(current_user),
        form=_shown(record),
        **record,
    )


@bp.post("/you/skills/shown")
@signed_in
def show():
    form = ShownForm().offer(_pairs(parts.record(current_user)["earned"]))
    if not form.validate():
        return see_other(url_for("skills.mine"), "Look at it again: something has changed since.")
    services.choose_shown(current_user, form.badges.data or (), form.sections.data or ())
    db.session.commit()
    return see_other(url_for("skills.mine"), "Saved.")


def _pairs(awards):
    return [(award.id, award.version.name) for award in awards]


def _shown(record):
    choice = record["choice"]
    form = ShownForm(formdata=None).offer(_pairs(record["earned"]))
    form.badges.data = [award.id for award in record["earned"] if not award.is_hidden]
    form.sections.data = [
        section for section in services.SECTIONS if not getattr(choice, f"hides_{section}")
    ]
    return form
