"""What may still be done with a booking, for the rule and for showing the button."""

from datetime import timedelta

from app.bookings.models import UNDO_MINUTES, Booking, BookingState
from app.people.models import Person
from app.shared.database import utcnow


def can_cancel(booking: Booking) -> bool:
    """Until the date is over: a place that nobody needs is a place for somebody else."""
    return booking.is_live and not booking.occurrence.has_ended


def can_undo(booking: Booking) -> bool:
    """For UNDO_MINUTES after cancelling, and not once the date has begun or is off.

    A date of a course that was left out can be taken back until it begins: it cannot be booked by
    itself.
    """
    if booking.state != BookingState.CANCELLED_BY_PERSON or booking.cancelled_at is None:
        return False
    is_recent = utcnow() - booking.cancelled_at <= timedelta(minutes=UNDO_MINUTES)
    return (
        (is_recent or booking.is_of_a_block)
        and not booking.occurrence.has_started
        and not booking.occurrence.is_cancelled
    )


def can_change(booking: Booking) -> bool:
    """Until the date begins."""
    return booking.is_live and not booking.occurrence.has_started


def can_keep(person: Person, booking: Booking) -> bool:
    """Into the list of whoever has the code, as long as it is in nobody's."""
    return booking.person_id is None and booking.erased_at is None and person.id is not None


def can_see_address(booking: Booking) -> bool:
    """Where it is, in full: for people who hold a place, not for the waiting list."""
    return booking.has_place
