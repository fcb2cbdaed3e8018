"""The door: who is expected, and marking them here or not here. Works without JavaScript."""

from flask import abort, request, url_for
from flask_login import current_user

from app.bookings import queries as bookings
from app.bookings.services import come_instead
from app.bookings.views.counting import finds_code
from app.organising import parts, queries, services
from app.organising.forms import AddByCodeForm, FindForm
from app.organising.models import Act
from app.organising.views import bp
from app.organising.views.door_copy import copy_until
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other

MARKS = (Act.HERE, Act.NOT_HERE)
NOT_FOUND = "We know no such code for this group. Check the letters, or count them as a walk-in."
COUNTS = (Act.WALK_IN, Act.WALK_OUT)
DOOR = "/organise/dates/<int:occurrence_id>/door"


@bp.get(DOOR)
@signed_in
def door(occurrence_id):
    return _page(occurrence_id)


@bp.post(DOOR)
@signed_in
def door_found(occurrence_id):
    """Those of a name or code. Sent, so that neither is in an address."""
    return _page(occurrence_id)


@bp.post(f"{DOOR}/<int:booking_id>")
@signed_in
def door_mark(occurrence_id, booking_id):
    """Here or not here. `sure` comes with the button that stands below the question."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    if not queries.is_on(occurrence, booking_id):
        abort(404)
    tap = _tap(MARKS, booking_id=booking_id, is_sure="sure" in request.form)
    said = services.note(occurrence, [tap])
    db.session.commit()
    if said:
        return _page(occurrence_id, status=409, asks={booking_id: said[0].words})
    return _back(occurrence_id, f"door-row-{booking_id}")


@bp.post(f"{DOOR}/walk-ins")
@signed_in
def door_walk_ins(occurrence_id):
    """One more, or one too many. The form's key makes a second tap of two the same one."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    said = services.note(occurrence, [_tap(COUNTS, key=request.form.get("key", "")[:36])])
    db.session.commit()
    if said:
        return _page(occurrence_id, status=409, refusal=said[0].words)
    return _back(occurrence_id, "walk-ins")


@bp.post(f"{DOOR}/code")
@finds_code
@signed_in
def door_code(occurrence_id):
    """Somebody of this group's who is booked for another day comes today instead."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    form = AddByCodeForm()
    if not form.validate_on_submit():
        return _page(occurrence_id, status=422, add=form)
    booking = bookings.of_group_with_code(occurrence.event.organisation, form.tidied)
    if booking is None:
        return _not_added(occurrence_id, form, NOT_FOUND)
    try:
        come_instead(booking, occurrence)
    except RuleBroken as rule:
        return _not_added(occurrence_id, form, str(rule))
    db.session.commit()
    return _back(occurrence_id, f"door-row-{booking.id}", "Thank you. They are on the list.")


def _not_added(occurrence_id, form, words):
    form.code.errors = [words]
    return _page(occurrence_id, status=422, add=form)


def _tap(acts, key="", **says):
    try:
        act = Act(request.form.get("act", ""))
    except ValueError:
        abort(400)
    if act not in acts:
        abort(400)
    return services.Tap(key=key or new_key(), act=act, tapped_at=utcnow(), **says)


def _back(occurrence_id, to, words=None):
    return see_other(url_for("organising.door", occurrence_id=occurrence_id, _anchor=to), words)


def _page(occurrence_id, status=200, asks=None, refusal="", add=None):
    occurrence = queries.date_of_team(occurrence_id, current_user)
    shown = parts.door_list(occurrence)
    find, until = FindForm(), copy_until(occurrence)
    return render(
        "organising/door.html",
        status=status,
        **parts.page_of(occurrence),
        **shown,
        found=[row for row in shown["rows"] if row.is_found_by(find.q.data or "")],
        find=find,
        add=add or AddByCodeForm(formdata=None),
        key=new_key(),
        asks=asks or {},
        refusal=refusal,
        until=until if until > utcnow() else None,
    )
