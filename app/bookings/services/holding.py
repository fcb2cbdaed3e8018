"""Taking turns: whoever wants places on a date holds it first, then counts, then writes."""

from collections.abc import Sequence

from app.bookings import queries
from app.bookings.models import Booking
from app.events.models import Event, Occurrence
from app.shared import holding
from app.shared.database import db

_MAY_HAVE_CHANGED = ["capacity", "cancelled_at", "starts_at", "ends_at", "sequence"]
_OF_BOOKING = [
    *("state", "places", "cancelled_at", "offered_until", "is_passed_over", "sequence"),
    *("person_id", "block_code", "erased_at"),
]


def hold(occurrence: Occurrence) -> None:
    """Make everyone else who wants places on this date wait until this transaction ends.

    The dates of a course are held together, by the row of their event, so that two people can never
    wait for each other. What was read before the hold may be old, so it is read again.
    """
    if occurrence.event.is_block:
        holding.hold_all(Event, [occurrence.event_id])
        db.session.refresh(occurrence, _MAY_HAVE_CHANGED)
        return
    holding.hold(occurrence, again=_MAY_HAVE_CHANGED)


def hold_for(booking: Booking) -> None:
    """Hold the date of a booking, and read again where the booking itself stands."""
    hold(booking.occurrence)
    db.session.refresh(booking, _OF_BOOKING)


def dates_booked_with(occurrence: Occurrence) -> Sequence[Occurrence]:
    """The dates that one booking takes: this one, or all that are to come of a course."""
    if not occurrence.event.is_block:
        return [occurrence]
    return queries.open_dates_of_block(occurrence)
