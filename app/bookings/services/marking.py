"""Who came, as the group notes it down at the door. It changes nothing for the person, ever."""

from collections.abc import Callable, Collection
from datetime import timedelta

from app.badges import services as badges
from app.bookings import emails, queries
from app.bookings.models import Booking, BookingState
from app.bookings.services.holding import hold_for
from app.bookings.services.moves import Move, move
from app.shared.database import utcnow
from app.shared.errors import RuleBroken

DOOR_OPENS = timedelta(hours=2)
"""Before the start. Product rule 5.2."""
MAY_CORRECT = timedelta(days=14)
"""After the end, in which a mark may be made or changed."""


def mark_here(booking: Booking) -> None:
    """Note down that a party came. Marking twice is marking once.

    Refuses with RuleBroken earlier than DOOR_OPENS before the start, later than MAY_CORRECT after
    the end, and where the booking holds no place.
    """
    hold_for(booking)
    if booking.state == BookingState.CAME:
        return
    _check_may_be_marked(booking)
    if utcnow() < booking.occurrence.starts_at - DOOR_OPENS:
        raise RuleBroken("It is early yet. You can mark people here from 2 hours before the start.")
    move(booking, Move.MARK_HERE)
    _tell_badges(booking, badges.came)


def mark_not_there(booking: Booking) -> None:
    """Note down that nobody of a party came. Marking twice is marking once.

    Refuses with RuleBroken before the start, later than MAY_CORRECT after the end, and where the
    booking holds no place.
    """
    hold_for(booking)
    if booking.state == BookingState.NOT_THERE:
        return
    _check_may_be_marked(booking)
    if not booking.occurrence.has_started:
        raise RuleBroken("They may still be on their way. You can mark this once it has started.")
    has_come = booking.has_come
    move(booking, Move.MARK_NOT_THERE)
    if has_come:
        _tell_badges(booking, badges.did_not_come)
    emails.drop_thanks(booking)


def _tell_badges(booking: Booking, verb: Callable[[int, Collection[int], str], None]) -> None:
    """The date counts for whoever works towards a badge that the event leads to, or no longer."""
    counting = queries.badges_counting(booking)
    if booking.person_id and counting:
        verb(booking.person_id, counting, str(booking.occurrence_id))


def _check_may_be_marked(booking: Booking) -> None:
    if not booking.has_place:
        raise RuleBroken("This booking has no place on this date, so there is nothing to mark.")
    if utcnow() > booking.occurrence.ends_at + MAY_CORRECT:
        raise RuleBroken("This was more than 14 days ago, so what was noted down stays as it is.")
