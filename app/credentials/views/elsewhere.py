"""One's own badges from elsewhere."""

from flask import url_for
from flask_login import current_user

from app.credentials import queries, services
from app.credentials.forms import ElsewhereForm
from app.credentials.services.elsewhere import MOST_BYTES
from app.credentials.views import bp
from app.shared import limits
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other
from app.shared.incoming import takes

MOST_SENT = 3 * MOST_BYTES
"""Bytes: enough to be told beside the field that a file is too large."""


@bp.get("/you/skills/elsewhere")
@signed_in
def elsewhere():
    return _shown(ElsewhereForm(formdata=None))


@bp.post("/you/skills/elsewhere")
@takes(MOST_SENT, file=MOST_BYTES)
@limiter.limit(limits.IMPORT)
@signed_in
def bring_in():
    form = ElsewhereForm()
    if not form.validate_on_submit():
        return _shown(form, status=422)
    try:
        badge = services.bring_in(current_user, _sent(form))
    except RuleBroken as rule:
        db.session.rollback()
        (form.file if form.file.data else form.pasted).errors = [str(rule)]
        return _shown(form, status=422)
    said = badge.standing.words
    db.session.commit()
    return see_other(url_for("credentials.elsewhere"), f"Added. {said}")


@bp.post("/you/skills/elsewhere/<int:brought_id>/removal")
@signed_in
def remove_brought(brought_id):
    services.remove(queries.own_brought(current_user, brought_id))
    db.session.commit()
    return see_other(url_for("credentials.elsewhere"), "Removed. We keep nothing of it.")


def _shown(form, status=200):
    brought = queries.brought_in(current_user)
    return render("credentials/elsewhere.html", status=status, form=form, brought=brought)


def _sent(form):
    if form.file.data:
        return form.file.data.read(MOST_BYTES + 1)
    return form.pasted.data.encode("utf-8", "replace")
