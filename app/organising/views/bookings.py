"""One booking of a date, as its organisers see it, and what they do with it."""

from flask import url_for
from flask_login import current_user

from app.bookings import queries as bookings
from app.bookings import services
from app.organising import parts, queries
from app.organising.forms import MoveForm, PlacesForm, places_choices
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import day_and_time
from app.shared.hypermedia import render, see_other

DATES_OFFERED = 6


@bp.get("/organise/dates/<int:occurrence_id>/bookings/<int:booking_id>")
@signed_in
def booking(occurrence_id, booking_id):
    found = _booking(occurrence_id, booking_id)
    if found.occurrence_id != occurrence_id:  # it was moved: its page moved with it
        return see_other(_address(found))
    return _page(found)


@bp.post("/organise/dates/<int:occurrence_id>/bookings/<int:booking_id>/places")
@signed_in
def set_places(occurrence_id, booking_id):
    found = _booking(occurrence_id, booking_id)
    form = PlacesForm()
    form.places.choices = _places(found)
    if not form.validate_on_submit():
        return _page(found, status=422, places_form=form)
    return _act(found, lambda: services.set_places(found, form.places.data), "places_form", form)


@bp.post("/organise/dates/<int:occurrence_id>/bookings/<int:booking_id>/move")
@signed_in
def move(occurrence_id, booking_id):
    found = _booking(occurrence_id, booking_id)
    form, dates = MoveForm(), queries.other_dates(found.occurrence, DATES_OFFERED)
    form.date.choices = _dates(dates)
    if form.date.data == found.occurrence_id:  # the second tap of two
        return see_other(_address(found))
    if not form.validate_on_submit():
        return _page(found, status=422, move_form=form)
    (date,) = (date for date in dates if date.id == form.date.data)
    return _act(found, lambda: services.move_to(found, date), "move_form", form)


@bp.post("/organise/dates/<int:occurrence_id>/bookings/<int:booking_id>/cancellation")
@signed_in
def take_off(occurrence_id, booking_id):
    found = _booking(occurrence_id, booking_id)
    return _act(found, lambda: services.take_off(found))


@bp.post("/organise/dates/<int:occurrence_id>/bookings/<int:booking_id>/restoration")
@signed_in
def put_back(occurrence_id, booking_id):
    found = _booking(occurrence_id, booking_id)
    return _act(found, lambda: services.put_back(found))


def _booking(occurrence_id, booking_id):
    return bookings.of_event(queries.date_of_team(occurrence_id, current_user).event, booking_id)


def _act(found, verb, name="", form=None):
    """Do it and show the booking again; or show why not, beside the form that asked for it."""
    try:
        verb()
    except RuleBroken as rule:
        if form is None:
            return _page(found, status=409, refusal=str(rule))
        next(iter(form)).errors = [str(rule)]
        return _page(found, status=422, **{name: form})
    address = _address(found)
    db.session.commit()
    return see_other(address, "Saved.")


def _address(found):
    return url_for("organising.booking", occurrence_id=found.occurrence_id, booking_id=found.id)


def _page(found, status=200, refusal="", places_form=None, move_form=None):
    occurrence = found.occurrence
    if places_form is None:
        places_form = PlacesForm(formdata=None, places=found.places)
        places_form.places.choices = _places(found)
    if move_form is None:
        move_form = MoveForm(formdata=None)
        move_form.date.choices = _dates(queries.other_dates(occurrence, DATES_OFFERED))
    return render(
        "organising/booking.html",
        status=status,
        **parts.page_of(occurrence),
        booking=found,
        refusal=refusal,
        answers=bookings.answers_of(found),
        can_change=found.is_live and not occurrence.has_started,
        can_cancel=found.is_live and not occurrence.has_ended,
        can_put_back=not found.is_live
        and not occurrence.has_started
        and not occurrence.is_cancelled,
        places_form=places_form,
        move_form=move_form,
    )


def _places(found):
    return places_choices(max(found.occurrence.event.max_party, found.places))


def _dates(dates):
    return [(date.id, day_and_time(date.local_start)) for date in dates]
