"""Booking for someone on the phone or at the door, and the slip they take home."""

from flask import url_for
from flask_login import current_user

from app.bookings import permissions, queries, services
from app.bookings.forms import asking
from app.bookings.parts import party_of
from app.bookings.services import JustGone
from app.events import parts as events
from app.events import queries as event_queries
from app.organising import parts
from app.organising.forms import BookInForm, places_choices
from app.organising.queries import booking_with_code, date_of_team
from app.organising.views import bp
from app.shared import limits
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other


@bp.get("/organise/dates/<int:occurrence_id>/book")
@signed_in
def new(occurrence_id):
    page = parts.date_page(occurrence_id)
    try:
        services.check_open(page["occurrence"])
        services.check_not_full(page["occurrence"])
    except RuleBroken as rule:
        return see_other(url_for("organising.people", occurrence_id=occurrence_id), str(rule))
    return _form(page, _asking(page)(formdata=None, form_key=new_key()))


@bp.post("/organise/dates/<int:occurrence_id>/book")
@limiter.limit(limits.BOOKING)
@signed_in
def create(occurrence_id):
    page = parts.date_page(occurrence_id)
    form = _asking(page)()
    form.places.choices = places_choices(page["event"].max_party)
    if not form.validate_on_submit():
        return _form(page, form, status=422)
    try:
        booking = services.book(page["occurrence"], party_of(form), **_how(form))
    except RuleBroken as rule:
        form.form_errors = [str(rule)]
        return _form(page, form, status=422, just_gone=isinstance(rule, JustGone))
    code = booking.block_code or booking.code
    date_id = booking.occurrence_id  # of a course, its first date
    db.session.commit()
    return see_other(url_for("organising.slip", occurrence_id=date_id, code=code))


@bp.get("/organise/dates/<int:occurrence_id>/slip/<string:code>")
@signed_in
def slip(occurrence_id, code):
    """For who has the code: whoever took the booking down, right after doing so."""
    occurrence = date_of_team(occurrence_id, current_user)
    booking = booking_with_code(occurrence, code)
    where = events.where(occurrence.event, occurrence.venue)
    knows_address = permissions.can_see_address(booking) or not where.is_private
    return render(
        "organising/slip.html",
        **parts.page_of(occurrence),
        booking=booking,
        block=[each for each in queries.block_of(booking) if each.is_live],
        position=queries.position(booking) if booking.is_waiting else None,
        where=where,
        knows_address=knows_address,
    )


def _asking(page):
    return asking(BookInForm, event_queries.questions_of(page["event"]), by_group=True)


def _how(form):
    return {"form_key": form.form_key.data, "waits_if_full": bool(form.waits_if_full.data)}


def _form(page, form, status=200, just_gone=False):
    form.places.choices = places_choices(page["event"].max_party)
    is_full = not queries.places_left(page["occurrence"])
    form.waits_if_full.data = "yes" if is_full or just_gone else ""
    return render(
        "organising/new.html",
        part="organising/_book_in_form.html",
        status=status,
        form=form,
        waits=is_full or just_gone,
        **page,
    )
