"""One function per email. Each is a row in the outbox, in the caller's transaction.

Discreet words (the default) say a day and a time and nothing else; full words name the event.
People without an address get no mail: their code does everything.
"""

from typing import Any

from app.bookings import calendar_file, queries
from app.bookings.models import UNDO_MINUTES, Booking
from app.shared import outbox
from app.shared.formatting import clock, long_date, weekday


def booked(booking: Booking) -> None:
    """You're booked."""
    _post(
        "bookings.booked",
        booking,
        has_other=queries.has_other_booking(booking),
        calendar=True,
    )


def waiting(booking: Booking) -> None:
    """You're on the list."""
    _post("bookings.waiting", booking)


def promoted(booking: Booking) -> None:
    """A place came up, and it is yours."""
    _post("bookings.promoted", booking, calendar=True)


def cancelled(booking: Booking) -> None:
    """Cancelled, thank you."""
    _post("bookings.cancelled", booking, undo_minutes=UNDO_MINUTES)


def date_cancelled(booking: Booking) -> None:
    """The group called the date off."""
    _post("bookings.date_cancelled", booking, reason=booking.occurrence.cancellation_reason)


def _post(kind: str, booking: Booking, calendar: bool = False, **more: Any) -> None:
    if not booking.email:
        return
    full = booking.wants_full_words
    attachments = [calendar_file.attachment(booking)] if calendar and full else []
    outbox.post(
        kind=kind,
        to=booking.email,
        full=full,
        context=_context(booking) | more,
        about=f"booking:{booking.id}",
        attachments=attachments,
    )


def _context(booking: Booking) -> dict[str, Any]:
    occurrence = booking.occurrence
    start = occurrence.local_start
    context: dict[str, Any] = {
        "code": booking.code,
        "day": weekday(start),
        "date": long_date(start),
        "time": clock(start),
        "places": booking.places,
    }
    if booking.wants_full_words:
        event, venue = occurrence.event, occurrence.venue
        context |= {
            "event": event.title,
            "group": event.organisation.name,
            "venue": venue.name,
            "town": venue.place.name if venue.place else "",
            "look_for": venue.what_to_look_for,
            "reply_to": event.organisation.email,
        }
    return context
