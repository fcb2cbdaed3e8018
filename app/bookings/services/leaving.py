"""Giving a place back, thinking again, and being forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, cast, delete, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.bookings import emails, permissions, queries
from app.bookings.models import (
    Booking,
    BookingAnswer,
    BookingGuest,
    BookingState,
    DateMessage,
    Maybe,
)
from app.bookings.services.booking import AlreadyBooked, JustGone, check_open
from app.bookings.services.filling import fill
from app.bookings.services.holding import hold_for
from app.bookings.services.moves import Move, move
from app.events.models import KEPT_FOR, Occurrence
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

KEEP_NOTES = timedelta(days=7)
KEEP_LINK = timedelta(days=90)
"""After the date. What someone wrote about access or food goes first, who they were follows."""

_FORGOTTEN = {
    "name": "",
    "email": None,
    "person_id": None,
    "browser_key": None,
    "form_key": None,
    "note": "",
    "leaving_reason": "",
    "wants_meeting": False,
    "wants_lift": False,
    "may_step_out": False,
}


def cancel(booking: Booking, reason: str = "") -> None:
    """Give the places of one date back and pass them on. Cancelling twice is cancelling once.

    `reason` is a LeavingReason, or nothing, which is as good.

    Refuses with RuleBroken once the date is over.
    """
    hold_for(booking)
    if booking.state in (BookingState.CANCELLED_BY_PERSON, BookingState.CANCELLED_BY_GROUP):
        return
    if booking.occurrence.has_ended:
        raise RuleBroken("This date has been, so there is nothing to cancel.")
    frees_places = booking.is_holding
    move(booking, Move.CANCEL)
    booking.leaving_reason = reason
    emails.drop_unsent(booking)
    emails.cancelled(booking)
    fill(booking.occurrence, is_new_place=frees_places)


def cancel_all(booking: Booking) -> None:
    """Give back every date of a course that is still to come, with one mail."""
    hold_for(booking)
    leaving = [each for each in queries.block_of(booking) if permissions.can_cancel(each)]
    frees_places = any(each.is_holding for each in leaving)
    for each in leaving:
        move(each, Move.CANCEL)
        emails.drop_unsent(each)
    if leaving:
        emails.cancelled(leaving[0], is_whole_block=True)
        fill(leaving[0].occurrence, is_new_place=frees_places)


def undo(booking: Booking) -> None:
    """Take a cancelling back: the places again if they are still free, or the same turn in the
    waiting list. Undoing twice is undoing once.

    Refuses with RuleBroken after UNDO_MINUTES, once the date began, when the places went, or where
    its holder has booked again since.
    """
    hold_for(booking)
    if booking.is_live:
        return
    check_open(booking.occurrence)
    if not permissions.can_undo(booking):
        raise RuleBroken("It is too late to undo this. You can book again.")
    if booked_again := queries.other_of_holder(booking):
        raise AlreadyBooked(booked_again)
    if queries.was_waiting(booking):
        move(booking, Move.UNDO_WAITING)
        emails.waiting(booking)
        fill(booking.occurrence, is_new_place=False)
        return
    if booking.places > queries.places_left(booking.occurrence):
        raise JustGone("Just gone: somebody else has the place now. You can join the list.")
    since = queries.last_moved(booking)
    move(booking, Move.UNDO)
    booking.reminded_at = None
    emails.queue_unsent_again(booking, since)
    emails.booked(booking)


def erase(booking: Booking) -> None:
    """Forget who this was, now. Places still to come are passed on, without a mail; numbers stay.

    The code stops working and mail that has not gone is dropped.
    """
    hold_for(booking)
    for each in queries.block_of(booking):
        if permissions.can_cancel(each):
            frees_places = each.is_holding
            move(each, Move.CANCEL)
            fill(each.occurrence, is_new_place=frees_places)
        outbox.erase(f"booking:{each.id}")
        _forget(Booking.id == each.id)
        db.session.expire(each)


def forget_past(now: datetime | None = None) -> None:
    """Blank notes a week after the date, and the link to a person, and what the group wrote, 90
    days after it. That a browser might come is forgotten as soon as the date is over.

    Bears running twice: what is forgotten already is left alone.
    """
    now = now or utcnow()
    db.session.execute(delete(Maybe).where(_is_of_date_before(Maybe.occurrence_id, now)))
    past_notes = _is_of_date_before(Booking.occurrence_id, now - KEEP_NOTES)
    db.session.execute(
        update(Booking)
        .where((Booking.note != "") | (Booking.leaving_reason != ""), past_notes)
        .values(note="", leaving_reason=""),
        execution_options={"synchronize_session": False},
    )
    past = _is_of_date_before(Booking.occurrence_id, now - KEEP_LINK)
    said = _is_of_date_before(DateMessage.occurrence_id, now - KEEP_LINK)
    db.session.execute(delete(DateMessage).where(said))
    _forget(Booking.erased_at.is_(None), past)


def forget_answers(now: datetime | None = None) -> int:
    """Erase what people answered once it was kept for as long as they were told; says how many.

    Safe to run twice. Where a date is put off, so is the end of its answers.
    """
    gone = 0
    for days in KEPT_FOR:
        is_past = _is_of_date_before(
            Booking.occurrence_id, (now or utcnow()) - timedelta(days=days)
        )
        over = delete(BookingAnswer).where(
            BookingAnswer.keep_days == days,
            BookingAnswer.booking_id.in_(select(Booking.id).where(is_past)),
        )
        gone += len(db.session.scalars(over.returning(BookingAnswer.id)).all())
    return gone


def _is_of_date_before(
    occurrence_id: InstrumentedAttribute[int], moment: datetime
) -> ColumnElement[bool]:
    return occurrence_id.in_(select(Occurrence.id).where(Occurrence.ends_at < moment))


def _forget(*which: ColumnElement[bool]) -> None:
    named = select(Booking.id).where(*which)
    db.session.execute(delete(BookingGuest).where(BookingGuest.booking_id.in_(named)))
    db.session.execute(delete(BookingAnswer).where(BookingAnswer.booking_id.in_(named)))
    db.session.execute(
        update(Booking)
        .where(*which)
        .values(
            **_FORGOTTEN,
            code=literal("erased-") + cast(Booking.id, String),
            block_code=None,
            erased_at=utcnow(),
        ),
        execution_options={"synchronize_session": False},
    )
