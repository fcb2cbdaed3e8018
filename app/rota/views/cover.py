from flask import request, url_for

from app.rota import queries, services
from app.rota.forms import CoverForm
from app.rota.views import bp
from app.rota.views.mine import page, person
from app.shared import limits
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import see_other


@bp.post("/you/shifts/cover/<int:ask_id>")
@limiter.limit(limits.BOOKING)
@signed_in
def answer(ask_id):
    """Yes or no to standing in for somebody."""
    ask = queries.ask_of(ask_id, person())
    is_yes = request.form.get("answer") == "yes"
    words = "Thank you. It is yours, and they know." if is_yes else "That’s fine. Thank you."
    try:
        services.take(ask) if is_yes else services.refuse(ask)
    except RuleBroken as rule:
        db.session.rollback()
        return see_other(url_for("rota.mine"), str(rule))
    db.session.commit()
    return see_other(url_for("rota.mine", _anchor="own"), words)


@bp.post("/you/shifts/cover")
@signed_in
def choose():
    form = CoverForm()
    if not form.validate_on_submit():
        return page(form=form, status=422)
    services.choose_cover(person(), form.cover.data)
    db.session.commit()
    return see_other(url_for("rota.mine", _anchor="choices"), "Saved.")
