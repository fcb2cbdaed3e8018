"""What an organiser does with a whole date: its places, when and where it is, off and on again."""

from flask import url_for
from flask_login import current_user

from app.bookings import queries as bookings
from app.bookings import services
from app.following import queries as following
from app.organising import parts, queries
from app.organising.forms import CancelDateForm, CapacityForm, ChangeDateForm
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import plural
from app.shared.hypermedia import render, see_other


@bp.route("/organise/dates/<int:occurrence_id>/capacity", methods=["GET", "POST"])
@signed_in
def capacity(occurrence_id):
    page = parts.date_page(occurrence_id)
    date = page["occurrence"]
    form = CapacityForm(places=date.capacity)
    taken = bookings.places_taken(date)
    if not form.validate_on_submit():
        return _again("organising/capacity.html", form, page, taken=taken)
    try:
        served = services.set_capacity(date, form.places.data)
    except RuleBroken as rule:
        form.places.errors = [str(rule)]
        return _again("organising/capacity.html", form, page, taken=taken)
    words = f" {plural(len(served), 'party', 'parties')} got in from the list." if served else ""
    return _done(date, f"Saved.{words}")


@bp.route("/organise/dates/<int:occurrence_id>/cancellation", methods=["GET", "POST"])
@signed_in
def cancellation(occurrence_id):
    page, form = parts.date_page(occurrence_id), CancelDateForm()
    date = page["occurrence"]
    if not form.validate_on_submit():
        return _again("organising/cancellation.html", form, page, **_who_is_told(date))
    try:
        told = services.cancel_date(date, form.reason.data)
    except RuleBroken as rule:
        form.reason.errors = [str(rule)]
        return _again("organising/cancellation.html", form, page, **_who_is_told(date))
    return _done(date, f"Cancelled. {_people_told(told)}")


@bp.post("/organise/dates/<int:occurrence_id>/restoration")
@signed_in
def restore(occurrence_id):
    date = queries.date_of_team(occurrence_id, current_user)
    try:
        told = services.restore_date(date)
    except RuleBroken as rule:
        return see_other(url_for("organising.people", occurrence_id=occurrence_id), str(rule))
    return _done(date, f"It is back on. {_people_told(told)}")


@bp.route("/organise/dates/<int:occurrence_id>/change", methods=["GET", "POST"])
@signed_in
def change(occurrence_id):
    page = parts.date_page(occurrence_id)
    date, venues = page["occurrence"], queries.venues_of(page["occurrence"])
    form = ChangeDateForm(data=_as_it_is(date))
    form.venue.choices = [(venue.id, _named(venue)) for venue in venues]
    if not form.validate_on_submit():
        return _again("organising/change.html", form, page, **_who_is_told(date))
    try:
        told = services.move_date(date, **_changes(form, venues))
    except RuleBroken as rule:
        form.form_errors = [str(rule)]
        return _again("organising/change.html", form, page, **_who_is_told(date))
    return _done(date, f"Saved. {_people_told(told)}")


def _again(template, form, page, **more):
    return render(template, status=422 if form.is_submitted() else 200, form=form, **page, **more)


def _done(date, words):
    address = url_for("organising.people", occurrence_id=date.id)
    db.session.commit()
    return see_other(address, words)


def _people_told(number):
    return f"{plural(number, 'booking')} told." if number else "Nobody had booked."


def _who_is_told(date):
    """How many hear of a change by mail, how many left no address, and how many only follow."""
    everyone = bookings.everyone(date)
    booked = {booking.email for booking in everyone if booking.email}
    follows = following.to_tell(date, date.venue.place_id)
    return {
        "by_mail": sum(1 for booking in everyone if booking.email),
        "without_mail": sum(1 for booking in everyone if not booking.email),
        "following": sum(1 for follow, _ in follows if follow.email not in booked),
    }


def _as_it_is(date):
    return {
        "local_date": date.local_date,
        "start_time": date.start_time,
        "end_time": date.local_end.time(),
        "venue": date.venue_id,
        "notice": date.notice,
    }


def _named(venue):
    return ", ".join(filter(None, (venue.name, venue.place.name if venue.place else "")))


def _changes(form, venues):
    (venue,) = (venue for venue in venues if venue.id == form.venue.data)
    return {
        "notice": form.notice.data,
        "local_date": form.local_date.data,
        "start_time": form.start_time.data,
        "duration_minutes": form.minutes,
        "venue": venue,
    }
