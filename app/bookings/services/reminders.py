"""A mail the day before, once, in waking hours, and not at all when it would come too late."""

from datetime import datetime, timedelta

from app.bookings import emails, queries
from app.bookings.models import BookingState
from app.bookings.services.holding import hold_for
from app.events.models import Occurrence
from app.shared.database import utcnow
from app.shared.waking import day_before

LATEST_REMINDER = timedelta(hours=2)
"""A reminder this close to the start helps nobody any more, and is dropped."""
LOOK_AHEAD = timedelta(hours=36)


def remind(now: datetime | None = None) -> None:
    """Post the reminders that are due. Bears running twice: each booking has one.

    Whoever booked when it was due already needs none: they have just been told.
    """
    now = now or utcnow()
    for booking in queries.unreminded(now, now + LOOK_AHEAD):
        due, latest = due_at(booking.occurrence), booking.occurrence.starts_at - LATEST_REMINDER
        if not booking.joined_at < due <= now < latest:
            continue
        hold_for(booking)  # a cancelling that is under way goes first
        if booking.state == BookingState.BOOKED:
            booking.reminded_at = now
            emails.reminder(booking, drop_after=latest)


def due_at(occurrence: Occurrence) -> datetime:
    """The same time the day before, on the clock of the place; the next morning if that is late."""
    return day_before(occurrence.starts_at, occurrence.zone)
