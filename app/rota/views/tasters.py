"""Trying one shift first."""

from flask import abort, url_for

from app.opportunities import parts as opportunities
from app.opportunities import queries as roles
from app.people.services import rename
from app.rota import parts, queries, services
from app.rota.forms import TasterForm
from app.rota.views import bp
from app.rota.views.mine import person
from app.shared import limits
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other

SHOWN = 8


@bp.get("/volunteer/<string:slug>/taster")
@signed_in
def taster(slug):
    return _page(_role(slug))


@bp.post("/volunteer/<string:slug>/taster")
@limiter.limit(limits.BOOKING)
@signed_in
def take_taster(slug):
    role = _role(slug)
    shifts = queries.with_company(role, person(), SHOWN)
    form = TasterForm.among(shifts, needs_name=not person().name)
    if not form.validate_on_submit():
        return _page(role, form, status=422)
    chosen = next(each for each in shifts if each.id == form.shift_id.data)
    try:
        services.try_one(chosen, person())
    except RuleBroken as rule:
        db.session.rollback()
        form.shift_id.errors = [str(rule)]
        return _page(_role(slug), form, status=409)
    if form.needs_name:
        rename(person(), form.name.data)
    db.session.commit()
    return see_other(url_for("rota.taster", slug=slug))


def _role(slug):
    role = roles.public(slug)
    return role if role.offers_taster else abort(404)


def _page(role, form=None, status=200):
    shifts = queries.with_company(role, person(), SHOWN)
    chosen = queries.has_tried(person(), role)
    return render(
        "rota/taster.html",
        status=status,
        role=role,
        where=opportunities.venue_line(role),
        shifts=shifts,
        chosen=chosen,
        **(parts.company(chosen) if chosen else {}),
        enough=services.CHOSEN_ENOUGH if queries.has_chosen_enough(person(), role) else "",
        has_role=roles.role_of(person(), role) is not None,
        form=form or TasterForm.among(shifts, needs_name=not person().name, formdata=None),
    )
