"""Mails to everyone who booked a date: it is off, on again, changed, or the group has a word."""

from collections.abc import Collection, Sequence

from app.bookings.emails.holders import context, post
from app.bookings.models import Booking, BookingState
from app.events.models import Occurrence
from app.shared import mail, outbox
from app.shared.formatting import day_and_time

ANY_CODE = "THEIR-CODE"
"""Stands in a preview for the code that each reader has of their own."""


def date_cancelled(booking: Booking, instead: Occurrence | None) -> None:
    """The group called the date off; `instead` is the next one that is on."""
    reason = booking.occurrence.cancellation_reason if booking.wants_full_words else ""
    next_one = day_and_time(instead.local_start) if instead else ""
    post(
        booking,
        "date_cancelled",
        unasked=True,
        is_bulk=True,
        calendar=True,
        reason=reason,
        next_one=next_one,
    )


def date_restored(booking: Booking) -> None:
    """The date is on after all."""
    post(booking, "date_restored", unasked=True, is_bulk=True, calendar=not booking.is_waiting)


def date_changed(
    booking: Booking,
    notice: str | None = None,
    others: Sequence[str] = (),
    spared: Collection[str] | None = None,
) -> None:
    """The group moved the date, or where it is; `notice` says what changed, else the date's own.

    `others` are the days of further bookings that changed with it; `spared` as holders.post has it.
    """
    said = booking.occurrence.notice if notice is None else notice
    notice = said if booking.wants_full_words else ""
    post(
        booking,
        "date_changed",
        unasked=True,
        is_bulk=True,
        calendar=not booking.is_waiting,
        notice=notice,
        others=list(others),
        spared=spared,
    )


def message(booking: Booking, words: str) -> None:
    """A word from the group. Discreet mail says only that there is one."""
    said = words if booking.wants_full_words else ""
    post(booking, "message", unasked=True, is_bulk=True, words=said)


def preview(occurrence: Occurrence, words: str, *, full: bool) -> mail.Rendered:
    """How `message` will read to somebody with a place. Nothing is posted."""
    reader = Booking(
        occurrence=occurrence,
        code=ANY_CODE,
        state=BookingState.BOOKED,
        places=1,
        wants_full_words=full,
    )
    said = {"words": words if full else ""}
    return mail.render(
        outbox.OutboxMessage(kind="bookings.message", is_full=full, context=context(reader) | said)
    )
