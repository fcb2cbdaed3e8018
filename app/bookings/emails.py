"""One function per email. Each is a row in the outbox, in the caller's transaction.

Discreet words (the default) say a day and a time and nothing else; full words name the event.
People without an address get no mail: their code does everything. What answers a person's own act
goes at once; what comes unasked waits for the morning, unless the date would be over by then.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.bookings import calendar_file, permissions, queries
from app.bookings.models import UNDO_MINUTES, Booking
from app.events import parts as events
from app.events.models import Occurrence
from app.people.models import Person
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.formatting import clock, day_and_time, long_date, weekday
from app.shared.waking import when_unasked


def booked(booking: Booking, *, unasked: bool = False) -> None:
    """You're booked."""
    has_other = queries.has_other_booking(booking)
    _post(booking, "booked", calendar=True, unasked=unasked, has_other=has_other)


def waiting(booking: Booking, *, unasked: bool = False) -> None:
    """You're on the list."""
    _post(booking, "waiting", unasked=unasked, asks_first=booking.asks_first)


def offered(booking: Booking) -> None:
    """A place is free, if you answer by a time."""
    until = booking.offered_until or booking.occurrence.starts_at
    local = until.astimezone(ZoneInfo(booking.occurrence.zone))
    _post(booking, "offered", unasked=True, drop_after=until, reply_by=day_and_time(local))


def lapsed(booking: Booking) -> None:
    """That place has gone; you are still on the list."""
    _post(booking, "lapsed", unasked=True, drop_after=booking.occurrence.starts_at)


def promoted(booking: Booking) -> None:
    """A place came up, and it is yours."""
    _post(booking, "promoted", unasked=True, calendar=True)


def changed(booking: Booking, *, unasked: bool = False) -> None:
    """Your booking has changed."""
    _post(booking, "changed", calendar=not booking.is_waiting, unasked=unasked)


def taken_off(booking: Booking) -> None:
    """The group cancelled this one booking."""
    _post(booking, "taken_off", unasked=True, calendar=True)


def moved(booking: Booking, was: datetime) -> None:
    """The group moved this one booking to another date; `was` on the clock of the old one."""
    _post(booking, "moved", unasked=True, calendar=True, was=day_and_time(was))


def cancelled(booking: Booking, is_whole_block: bool = False) -> None:
    """Cancelled, thank you."""
    _post(
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
    _post(
        booking,
        "reminder",
        key=key,
        drop_after=drop_after,
        when="today" if is_today else "tomorrow",
    )


def drop_reminder(booking: Booking) -> None:
    """Let a reminder that has not gone stay here."""
    outbox.drop(about(booking), "bookings.reminder")


def date_cancelled(booking: Booking, instead: Occurrence | None) -> None:
    """The group called the date off; `instead` is the next one that is on."""
    reason = booking.occurrence.cancellation_reason if booking.wants_full_words else ""
    next_one = day_and_time(instead.local_start) if instead else ""
    _post(booking, "date_cancelled", unasked=True, calendar=True, reason=reason, next_one=next_one)


def date_restored(booking: Booking) -> None:
    """The date is on after all."""
    _post(booking, "date_restored", unasked=True, calendar=not booking.is_waiting)


def date_changed(booking: Booking) -> None:
    """The group moved the date, or where it is."""
    notice = booking.occurrence.notice if booking.wants_full_words else ""
    _post(booking, "date_changed", unasked=True, calendar=not booking.is_waiting, notice=notice)


def digest(
    person: Person, groups: Sequence[Sequence[queries.Changes]], day: date, drop_after: datetime
) -> None:
    """What changed in the bookings of an organiser's groups: numbers, and nothing of who booked."""
    full = person.wants_full_words
    outbox.post(
        kind="bookings.digest",
        to=person.email or "",
        full=full,
        context={
            "number": sum(change.number for changes in groups for change in changes),
            "groups": [_group(changes, full) for changes in groups],
        },
        key=f"{_digests_of(day)}:{person.id}",
        drop_after=drop_after,
        about=_digests_of(day),
    )


def has_posted_digests(day: date) -> bool:
    """Whether the digests of this day were posted already."""
    return outbox.is_known(_digests_of(day))


def about(booking: Booking) -> str:
    """What the outbox knows all mail about a booking by."""
    return f"booking:{booking.id}"


def _post(
    booking: Booking,
    name: str,
    *,
    calendar: bool = False,
    unasked: bool = False,
    key: str | None = None,
    drop_after: datetime | None = None,
    **more: Any,
) -> None:
    if not booking.email or outbox.has_had_enough(booking.email):
        return
    full, occurrence = booking.wants_full_words, booking.occurrence
    outbox.post(
        kind=f"bookings.{name}",
        to=booking.email,
        full=full,
        context=_context(booking) | more,
        key=key,
        send_after=when_unasked(occurrence.starts_at, occurrence.zone) if unasked else None,
        drop_after=drop_after,
        about=about(booking),
        attachments=[calendar_file.attachment(booking)] if calendar and full else [],
    )


def _context(booking: Booking) -> dict[str, Any]:
    occurrence = booking.occurrence
    start = occurrence.local_start
    others = [each for each in queries.block_of(booking) if each.is_live]
    context: dict[str, Any] = {
        "code": booking.code,
        "day": weekday(start),
        "date": long_date(start),
        "time": clock(start),
        "places": booking.places,
        "dates": [day_and_time(each.occurrence.local_start) for each in others]
        if booking.is_of_a_block
        else [],
    }
    if booking.wants_full_words:
        event = occurrence.event
        context |= {
            "event": event.title,
            "group": event.organisation.name,
            "reply_to": event.organisation.email,
            **_where(booking),
        }
    return context


def _where(booking: Booking) -> dict[str, str]:
    """Where it is, as far as its holder may know: an address that is told only to people with a
    place must not come by mail to somebody who joins the waiting list to learn it."""
    event, venue = booking.occurrence.event, booking.occurrence.venue
    public, has_place = events.where(event, venue), permissions.can_see_address(booking)
    joining = event.joining if has_place else ""
    if public.is_private and not has_place:
        return {"venue": public.line, "town": public.town, "look_for": "", "joining": joining}
    town = venue.place.name if venue.place else ""
    return {
        "venue": venue.name,
        "town": town,
        "look_for": venue.what_to_look_for,
        "joining": joining,
    }


def _digests_of(day: date) -> str:
    return f"digest:{day}"


def _group(changes: Sequence[queries.Changes], full: bool) -> dict[str, Any]:
    group = changes[0].occurrence.event.organisation
    return {
        "name": group.name if full else group.neutral_name,
        "dates": [_date(change, full) for change in changes],
    }


def _date(change: queries.Changes, full: bool) -> dict[str, Any]:
    occurrence, event = change.occurrence, change.occurrence.event
    news = {
        "booked": change.booked,
        "cancelled": change.cancelled,
        "joined the waiting list": change.joined,
        "left the waiting list": change.left,
    }
    return {
        "title": event.title if full else event.neutral_title,
        "when": day_and_time(occurrence.local_start),
        "news": ", ".join(f"{number} {what}" for what, number in news.items() if number),
        "taken": change.taken,
        "places": occurrence.capacity or 0,
        "waiting": change.waiting,
        "id": occurrence.id,
    }
