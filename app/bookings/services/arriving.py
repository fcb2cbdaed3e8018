"""Someone at the door who is booked for another day."""

from app.bookings import emails, queries
from app.bookings.models import Booking
from app.bookings.services.filling import fill
from app.bookings.services.holding import hold
from app.bookings.services.marking import mark_here
from app.bookings.services.moves import Move, move
from app.events.models import Occurrence
from app.shared.database import db
from app.shared.errors import RuleBroken


def come_instead(booking: Booking, date: Occurrence) -> None:
    """Bring a booking from another date to this one, whose door is open, and mark it here.

    Its code stays, and its holder is told. They are in the room, so nobody counts places. Refuses
    with RuleBroken where this date is off or keeps no list, where it is on this date already, where
    its own date has begun or is off, where its holder has another place here, for a course, and
    where people cannot be marked here.
    """
    left = booking.occurrence
    for each in sorted({left, date}, key=lambda each: each.id):  # nobody waits for each other
        hold(each)
    db.session.refresh(booking, ["state", "places", "occurrence_id"])
    _check_may_come(booking, left, date)
    emails.drop_unsent(booking)
    was, frees_places = left.local_start, booking.is_holding
    booking.occurrence = date
    booking.sequence += max(0, left.sequence - date.sequence)
    move(booking, Move.CHANGE_DATE)
    mark_here(booking)
    emails.moved(booking, was)
    fill(left, is_new_place=frees_places)


def _check_may_come(booking: Booking, left: Occurrence, date: Occurrence) -> None:
    if date.is_cancelled:
        raise RuleBroken("This date is off, so nobody can be put on its list.")
    if date.event.is_drop_in:
        raise RuleBroken("We keep no names for this one. Count them as a walk-in.")
    if booking.occurrence_id == date.id:
        if booking.has_place:
            raise RuleBroken(f"{booking.first_name_and_initial} is on this list already.")
        raise RuleBroken("They hold no place on this date. Count them as a walk-in.")
    if not booking.is_live or left.has_started or left.is_cancelled:
        raise RuleBroken("That booking was for a date that has been. Count them as a walk-in.")
    if booking.is_of_a_block or date.event.is_block:
        raise RuleBroken("That booking is for a whole course. Count them as a walk-in.")
    if queries.other_booking_of_holder(booking, date):
        raise RuleBroken("They are on this list already, with another code.")
