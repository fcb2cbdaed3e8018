"""A mail to whoever holds a booking: what each says, how, and when."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from app.bookings import calendar_file, permissions, queries
from app.bookings.models import Booking
from app.events import parts as events
from app.shared import outbox
from app.shared.formatting import clock, day_and_time, long_date, weekday
from app.shared.waking import when_unasked


def about(booking: Booking) -> str:
    """What the outbox knows all mail about a booking by."""
    return f"booking:{booking.id}"


def post(
    booking: Booking,
    name: str,
    *,
    calendar: bool = False,
    unasked: bool = False,
    key: str | None = None,
    drop_after: datetime | None = None,
    is_bulk: bool = False,
    spared: Collection[str] | None = None,
    **more: Any,
) -> None:
    """Post the mail called `name` to who holds `booking`, if we may write to them.

    `unasked` keeps quiet hours; `is_bulk` lets what others wait for go first. Where thousands are
    written to, `spared` has those who had enough mail today, asked for once.
    """
    if not booking.email:
        return
    if booking.email in spared if spared is not None else outbox.has_had_enough(booking.email):
        return
    full, occurrence = booking.wants_full_words, booking.occurrence
    outbox.post(
        kind=f"bookings.{name}",
        to=booking.email,
        full=full,
        context=context(booking) | more,
        key=key,
        send_after=when_unasked(occurrence.starts_at, occurrence.zone) if unasked else None,
        drop_after=drop_after,
        is_bulk=is_bulk,
        about=about(booking),
        attachments=[calendar_file.attachment(booking)] if calendar and full else [],
    )


def context(booking: Booking) -> dict[str, Any]:
    """What every mail may say: a day and a time; in full words also what it is and where."""
    occurrence = booking.occurrence
    start = occurrence.local_start
    others = [each for each in queries.block_of(booking) if each.is_live]
    said: dict[str, Any] = {
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
        said |= {
            "event": event.title,
            "group": event.organisation.name,
            "reply_to": event.organisation.email,
            **_where(booking),
        }
    return said


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
