"""The life of a booking: which state may follow which, in one table.

Product rule 5.2. Whatever is not in the table is refused with words.
"""

from enum import StrEnum

from app.bookings.models import TAKEN_OFF, Booking, BookingMove, BookingState
from app.shared.database import db, utcnow
from app.shared.moves import next_state


class Move(StrEnum):
    """What may happen to a booking."""

    BOOK = "book"
    WAIT = "wait"
    PROMOTE = "promote"
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    CANCEL = "cancel"
    UNDO = "undo"
    UNDO_WAITING = "undo_waiting"
    CANCEL_DATE = "cancel_date"
    RESTORE = "restore"
    RESTORE_WAITING = "restore_waiting"
    TAKE_OFF = TAKEN_OFF
    CHANGE_DATE = "change_date"
    MARK_HERE = "mark_here"
    MARK_NOT_THERE = "mark_not_there"


_S = BookingState
TRANSITIONS: dict[tuple[BookingState | None, Move], BookingState] = {
    (None, Move.BOOK): _S.BOOKED,
    (None, Move.WAIT): _S.WAITING,
    (_S.WAITING, Move.PROMOTE): _S.BOOKED,
    (_S.WAITING, Move.OFFER): _S.OFFERED,
    (_S.OFFERED, Move.ACCEPT): _S.BOOKED,
    (_S.OFFERED, Move.DECLINE): _S.WAITING,
    (_S.OFFERED, Move.LAPSE): _S.WAITING,
    (_S.BOOKED, Move.CANCEL): _S.CANCELLED_BY_PERSON,
    (_S.WAITING, Move.CANCEL): _S.CANCELLED_BY_PERSON,
    (_S.OFFERED, Move.CANCEL): _S.CANCELLED_BY_PERSON,
    (_S.CAME, Move.CANCEL): _S.CANCELLED_BY_PERSON,
    (_S.NOT_THERE, Move.CANCEL): _S.CANCELLED_BY_PERSON,
    (_S.CANCELLED_BY_PERSON, Move.UNDO): _S.BOOKED,
    (_S.CANCELLED_BY_PERSON, Move.UNDO_WAITING): _S.WAITING,
    (_S.BOOKED, Move.CANCEL_DATE): _S.CANCELLED_BY_GROUP,
    (_S.WAITING, Move.CANCEL_DATE): _S.CANCELLED_BY_GROUP,
    (_S.OFFERED, Move.CANCEL_DATE): _S.CANCELLED_BY_GROUP,
    (_S.CAME, Move.CANCEL_DATE): _S.CANCELLED_BY_GROUP,
    (_S.NOT_THERE, Move.CANCEL_DATE): _S.CANCELLED_BY_GROUP,
    (_S.BOOKED, Move.TAKE_OFF): _S.CANCELLED_BY_GROUP,
    (_S.WAITING, Move.TAKE_OFF): _S.CANCELLED_BY_GROUP,
    (_S.OFFERED, Move.TAKE_OFF): _S.CANCELLED_BY_GROUP,
    (_S.CAME, Move.TAKE_OFF): _S.CANCELLED_BY_GROUP,
    (_S.NOT_THERE, Move.TAKE_OFF): _S.CANCELLED_BY_GROUP,
    (_S.BOOKED, Move.CHANGE_DATE): _S.BOOKED,
    (_S.WAITING, Move.CHANGE_DATE): _S.BOOKED,
    (_S.OFFERED, Move.CHANGE_DATE): _S.BOOKED,
    (_S.CANCELLED_BY_GROUP, Move.RESTORE): _S.BOOKED,
    (_S.CANCELLED_BY_GROUP, Move.RESTORE_WAITING): _S.WAITING,
    (_S.BOOKED, Move.MARK_HERE): _S.CAME,
    (_S.NOT_THERE, Move.MARK_HERE): _S.CAME,
    (_S.BOOKED, Move.MARK_NOT_THERE): _S.NOT_THERE,
    (_S.CAME, Move.MARK_NOT_THERE): _S.NOT_THERE,
}

AT_THE_DOOR = (Move.MARK_HERE, Move.MARK_NOT_THERE)
"""What a group notes down for itself. No calendar entry changes with it."""

_REFUSALS = {
    _S.BOOKED: "You already have a place on this date.",
    _S.WAITING: "You are on the waiting list for this date.",
    _S.OFFERED: "A place is being kept for you on this date.",
    _S.CANCELLED_BY_PERSON: "This booking is cancelled. You can book again.",
    _S.CANCELLED_BY_GROUP: "The group has cancelled this, so there is nothing to change.",
    _S.CAME: "You already have a place on this date.",
    _S.NOT_THERE: "You already have a place on this date.",
}


def move(booking: Booking, event: Move) -> None:
    """Take a booking one step on and write the step down; RuleBroken if it may not go there."""
    state = BookingState(booking.state) if booking.state else None
    refusal = _REFUSALS[state] if state else "Start with a booking."
    booking.state = following = next_state(TRANSITIONS, state, event, refusal)
    now = utcnow()
    booking.cancelled_at = now if following == _S.CANCELLED_BY_PERSON else None
    booking.is_passed_over = event in (Move.DECLINE, Move.LAPSE)
    if following != _S.OFFERED:
        booking.offered_until = None
    if state is not None and event not in AT_THE_DOOR:
        booking.sequence += 1
    db.session.flush()
    step = BookingMove(booking_id=booking.id, event=event, state=following, moved_at=now)
    db.session.add(step)
