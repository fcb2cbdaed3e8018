"""The mail to organisers, once a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from app.bookings import queries
from app.people.models import Person
from app.shared import outbox
from app.shared.formatting import day_and_time


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
        is_bulk=True,
        about=_digests_of(day),
    )


def has_posted_digests(day: date) -> bool:
    """Whether the digests of this day were posted already."""
    return outbox.is_known(_digests_of(day))


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
