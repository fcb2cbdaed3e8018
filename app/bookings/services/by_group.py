"""What a group's organisers do with one booking. Its holder is told each time, by day."""

from app.bookings import emails, queries
from app.bookings.models import PLACED, Booking, BookingState
from app.bookings.services.booking import Party, check_open
from app.bookings.services.changing import change
from app.bookings.services.filling import fill
from app.bookings.services.holding import hold, hold_for
from app.bookings.services.moves import Move, move
from app.events.models import Occurrence
from app.shared.database import db
from app.shared.errors import RuleBroken

_TOLD = (
    *("name", "wants_full_words", "asks_first", "wants_meeting", "wants_lift"),
    *("may_step_out", "note"),
)


def set_places(booking: Booking, places: int) -> None:
    """Give a booking more places, or fewer; all else stays. Refuses as `change` does."""
    if places == booking.places:
        return
    said = {name: getattr(booking, name) for name in _TOLD}
    friends = tuple(guest.name for guest in booking.guests)
    change(booking, Party(**said, places=places, friends=friends), by_group=True)


def take_off(booking: Booking) -> None:
    """Cancel one booking for the group and pass its places on. Twice is once.

    Refuses with RuleBroken once the date is over, and where its holder cancelled it.
    """
    hold_for(booking)
    if booking.state == BookingState.CANCELLED_BY_GROUP:
        return
    if booking.occurrence.has_ended:
        raise RuleBroken("This date has been, so there is nothing to cancel.")
    frees_places = booking.is_holding
    move(booking, Move.TAKE_OFF)
    emails.drop_unsent(booking)
    emails.taken_off(booking)
    fill(booking.occurrence, is_new_place=frees_places)


def put_back(booking: Booking) -> None:
    """Undo `take_off`: the places again if they are free, or the same turn in the waiting list.

    Twice is once. Refuses with RuleBroken once the date began or is off, when the places went, and
    where its holder has booked again.
    """
    hold_for(booking)
    if booking.is_live:
        return
    check_open(booking.occurrence)
    if queries.other_of_holder(booking):
        raise RuleBroken("They have booked again since, so they have a place already.")
    if queries.state_before(booking) not in PLACED:
        move(booking, Move.RESTORE_WAITING)
        emails.waiting(booking, unasked=True)
        fill(booking.occurrence, is_new_place=False)
        return
    if booking.places > queries.places_left(booking.occurrence):
        raise RuleBroken("Somebody else has the place now. You can give the date more places.")
    since = queries.last_moved(booking)
    move(booking, Move.RESTORE)
    booking.reminded_at = None
    emails.queue_unsent_again(booking, since)
    emails.booked(booking, unasked=True)


def move_to(booking: Booking, date: Occurrence) -> None:
    """Give a booking its places on another date of the same event instead. Its code stays.

    Twice is once. Refuses with RuleBroken where either date has begun or is off, where there is no
    room, where its holder is on that date already, and for a course, which is booked whole.
    """
    left = booking.occurrence
    if date.event_id != left.event_id or left.event.is_block:
        raise RuleBroken("A booking can only move to another date of the same event.")
    for each in sorted({left, date}, key=lambda each: each.id):  # nobody waits for each other
        hold(each)
    db.session.refresh(booking, ["state", "places", "occurrence_id"])
    if booking.occurrence_id == date.id:
        return
    _check_may_move(booking, left, date)
    emails.drop_unsent(booking)
    was, frees_places = left.local_start, booking.is_holding
    booking.occurrence = date
    booking.reminded_at = None
    # A calendar takes an entry for new only if its number is higher than what it has.
    booking.sequence += max(0, left.sequence - date.sequence)
    move(booking, Move.CHANGE_DATE)
    emails.moved(booking, was)
    fill(left, is_new_place=frees_places)


def _check_may_move(booking: Booking, left: Occurrence, date: Occurrence) -> None:
    if not booking.is_live or left.has_started:
        raise RuleBroken("There is nothing left to move here. You can book them in again.")
    check_open(date)
    if queries.other_booking_of_holder(booking, date):
        raise RuleBroken("They are on that date already.")
    free = queries.places_left(date)
    if booking.places > free:
        words = f"has {free} places left" if free > 1 else "has 1 place left" if free else "is full"
        raise RuleBroken(f"That date {words}. Choose another, or give it more places first.")
