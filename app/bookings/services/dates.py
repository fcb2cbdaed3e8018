"""Calling a whole date off: everyone who booked is told, the list closes."""

from app.bookings import emails, queries
from app.bookings.services.filling import hold
from app.bookings.services.moves import Move, move
from app.events import services as events
from app.events.models import Occurrence


def cancel_date(occurrence: Occurrence, reason: str) -> int:
    """Call the date off for `reason` and tell everyone who holds or waits for a place.

    Answers how many bookings that were: none when it was off already. Refuses with RuleBroken as
    events.services.cancel_date does.
    """
    hold(occurrence)
    if not events.cancel_date(occurrence, reason):
        return 0
    bookings = queries.live_bookings(occurrence)
    for booking in bookings:
        move(booking, Move.CANCEL_DATE)
        emails.date_cancelled(booking)
    return len(bookings)
