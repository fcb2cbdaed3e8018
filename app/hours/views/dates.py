from flask import abort, url_for
from flask_login import current_user

from app.bookings import queries as bookings
from app.hours import queries, services
from app.hours.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import hours, hours_figure
from app.shared.hypermedia import see_other


@bp.post("/you/hours/dates/<int:occurrence_id>")
@signed_in
def add_date(occurrence_id):
    """In one tap, for a date that gives time and that they had a place on."""
    booking = bookings.place_of(current_user, occurrence_id) or abort(404)
    person = current_user._get_current_object()
    try:
        entry = services.add_date(person, booking.occurrence, is_marked=booking.has_come)
    except RuleBroken as rule:
        return see_other(url_for("hours.index"), str(rule))
    words = f"Added {hours(entry.minutes)}. Total {hours_figure(queries.minutes_given(person))}."
    db.session.commit()
    return see_other(url_for("hours.index"), words)
