"""Mails about one booking: where it stands, the day before, and the day after."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.bookings import queries
from app.bookings.emails.holders import about, post
from app.bookings.models import UNDO_MINUTES, Booking
from app.shared import mail, outbox
from app.shared.database import utcnow
from app.shared.formatting import day_and_time
from app.shared.waking import when_unasked


def booked(booking: Booking, *, unasked: bool = False) -> None:
    """You're booked."""
    has_other = queries.has_other_booking(booking)
    post(booking, "booked", calendar=True, unasked=unasked, has_other=has_other)


def waiting(booking: Booking, *, unasked: bool = False) -> None:
    """You're on the list."""
    post(booking, "waiting", unasked=unasked, asks_first=booking.asks_first)


def offered(booking: Booking) -> None:
    """A place is free, if you answer by a time."""
    until = booking.offered_until or booking.occurrence.starts_at
    local = until.astimezone(ZoneInfo(booking.occurrence.zone))
    post(booking, "offered", unasked=True, drop_after=until, reply_by=day_and_time(local))


def lapsed(booking: Booking) -> None:
    """That place has gone; you are still on the list."""
    post(booking, "lapsed", unasked=True, drop_after=booking.occurrence.starts_at)


def promoted(booking: Booking) -> None:
    """A place came up, and it is yours."""
    post(booking, "promoted", unasked=True, calendar=True)


def changed(booking: Booking, *, unasked: bool = False) -> None:
    """Your booking has changed."""
    post(booking, "changed", calendar=not booking.is_waiting, unasked=unasked)


def taken_off(booking: Booking) -> None:
    """The group cancelled this one booking."""
    post(booking, "taken_off", unasked=True, calendar=True)


def moved(booking: Booking, was: datetime) -> None:
    """The group moved this one booking to another date; `was` on the clock of the old one."""
    post(booking, "moved", unasked=True, calendar=True, was=day_and_time(was))


def cancelled(booking: Booking, is_whole_block: bool = False) -> None:
    """Cancelled, thank you."""
    post(
        booking,
        "cancelled",
        calendar=True,
        undo_minutes=UNDO_MINUTES,
        is_whole_block=is_whole_block,
    )


def reminder(booking: Booking, drop_after: datetime) -> None:
    """Tomorrow; or today, where the evening before was too late to write."""
    start = booking.occurrence.local_start
    is_today = start.date() == utcnow().astimezone(start.tzinfo).date()
    key = f"{about(booking)}:reminder:{booking.sequence}:{booking.occurrence.sequence}"
    post(
        booking,
        "reminder",
        key=key,
        drop_after=drop_after,
        is_bulk=True,
        when="today" if is_today else "tomorrow",
    )


def drop_unsent(booking: Booking) -> None:
    """Let what is only for people with a place on that date, and has not gone, stay here: a
    reminder, and a word from the group."""
    for kind in ("bookings.reminder", "bookings.message"):
        outbox.drop(about(booking), kind)


def queue_unsent_again(booking: Booking, since: datetime) -> None:
    """Let a word from the group that was dropped at `since` or later go after all, by day. A
    reminder is posted anew."""
    start, zone = booking.occurrence.starts_at, booking.occurrence.zone
    outbox.queue_again(about(booking), "bookings.message", since, when_unasked(start, zone))


def thanks(booking: Booking, key: str, drop_after: datetime) -> None:
    """How was it? `key` opens the page that asks, and is kept nowhere else."""
    post(
        booking,
        "thanks",
        key=f"{about(booking)}:thanks",
        drop_after=drop_after,
        is_bulk=True,
        link_key=key,
        has_settings=booking.person_id is not None,
    )


def drop_thanks(booking: Booking) -> None:
    """Let a thank-you that has not gone stay here."""
    outbox.drop(about(booking), "bookings.thanks")


def blank_thanks() -> None:
    """Forget which link went to whom as soon as it went. In a demonstration, whose mail goes
    nowhere, it is still to be read."""
    if mail.has_server():
        outbox.blank("bookings.thanks")
