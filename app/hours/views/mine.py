from flask import request, url_for
from flask_login import current_user

from app.hours import parts, queries, services
from app.hours.forms import HoursForm
from app.hours.services import Given
from app.hours.views import bp
from app.shared import limits
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.formatting import hours, hours_figure
from app.shared.hypermedia import render, see_other, wants_part
from app.shared.local_time import today_in
from app.shared.waking import own_zone


@bp.get("/you/hours")
@signed_in
def index():
    return _page(_empty_form())


@bp.post("/you/hours")
@limiter.limit(limits.BOOKING)
@signed_in
def add():
    form = _offered(HoursForm())
    if not form.validate_on_submit():
        return _page(form, status=422)
    try:
        entry = services.add(_me(), _given(form), form_key=form.form_key.data)
    except services.Refused as rule:
        return _page(_with_error(form, rule), status=422)
    words = f"Added {hours(entry.minutes)}. Total {hours_figure(queries.minutes_given(_me()))}."
    db.session.commit()
    return _page(_empty_form(), said=words) if wants_part() else see_other(_home(), words)


@bp.get("/you/hours/<int:entry_id>")
@signed_in
def one(entry_id):
    entry = queries.mine(current_user, entry_id)
    form = HoursForm(formdata=None, obj=entry, length=entry.minutes, where=_where(entry))
    if entry.start_time:
        form.length.data = None
    return _one(entry, _offered(form))


@bp.post("/you/hours/<int:entry_id>")
@signed_in
def send_again(entry_id):
    entry, form = queries.mine(current_user, entry_id), _offered(HoursForm())
    del form.form_key
    if not form.validate_on_submit():
        return _one(entry, form, status=422)
    try:
        services.send_again(entry, _given(form))
    except services.Refused as rule:
        return _one(entry, _with_error(form, rule), status=422)
    except RuleBroken as rule:
        return see_other(_home(), str(rule))
    db.session.commit()
    return see_other(_home(), "Saved. The group can see it now.")


@bp.post("/you/hours/<int:entry_id>/taking-back")
@signed_in
def withdraw(entry_id):
    try:
        services.withdraw(queries.mine(current_user, entry_id))
    except RuleBroken as rule:
        return see_other(_home(), str(rule))
    db.session.commit()
    return see_other(_home(), "Taken back.")


def _page(form, status=200, said=""):
    return render(
        "hours/index.html",
        part="hours/_given.html",
        status=status,
        form=form,
        said=said,
        **parts.given(_me(), is_all=request.args.get("show") == "all"),
    )


def _one(entry, form, status=200):
    db.session.refresh(entry)
    return render("hours/one.html", status=status, entry=entry, form=form)


def _empty_form():
    return _offered(HoursForm(formdata=None, form_key=new_key()))


def _offered(form):
    places = [(each.value, each.words) for each in queries.where_given(current_user)]
    form.offer(places, today_in(own_zone().key))
    return form


def _given(form):
    where = {each.value: each for each in queries.where_given(current_user)}[form.where.data]
    return Given(
        day=form.day.data,
        organisation_id=where.organisation_id,
        opportunity_id=where.opportunity_id,
        minutes=form.length.data,
        start_time=form.start_time.data,
        end_time=form.end_time.data,
        note=form.note.data or "",
    )


def _where(entry):
    role, group = entry.opportunity_id, entry.organisation_id
    return f"role-{role}" if role else f"group-{group}"


def _with_error(form, rule):
    form[rule.field].errors = [str(rule)]
    return form


def _home():
    return url_for("hours.index")


def _me():
    return current_user._get_current_object()
