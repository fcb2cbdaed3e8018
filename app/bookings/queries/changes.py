"""What changed in the bookings of dates to come: numbers, and nothing of anyone who booked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased, contains_eager

from app.bookings.models import HOLDING, PLACED, Booking, BookingMove, BookingState
from app.events.models import Event, Occurrence
from app.organisations.models import Organisation, OrganisationState
from app.shared.database import db

LISTED = (BookingState.WAITING, BookingState.OFFERED)
"""On the waiting list, asked or not."""


@dataclass
class Changes:
    """How a date's bookings differ from before, and how it stands now. All numbers are of people:
    a party of three is three. Whoever booked and cancelled in between is in none of them.
    """

    occurrence: Occurrence
    taken: int
    waiting: int
    booked: int = 0
    cancelled: int = 0
    joined: int = 0
    """The waiting list."""
    left: int = 0
    """The waiting list, for no place."""

    @property
    def number(self) -> int:
        return self.booked + self.cancelled + self.joined + self.left

    def count(self, before: str | None, after: str, people: int) -> None:
        """Count `people` who stood so before (None: nowhere) and stand so after."""
        is_gone = after == BookingState.CANCELLED_BY_PERSON
        self.booked += people * (before not in PLACED and after in PLACED)
        self.cancelled += people * (before in PLACED and is_gone)
        self.joined += people * (before not in LISTED and after in LISTED)
        self.left += people * (before in LISTED and is_gone)


def changes(
    since: datetime, until: datetime, now: datetime, but: Collection[str]
) -> Sequence[Changes]:
    """The public dates after `now` whose bookings changed from `since` up to `until`, with event
    and group; of each group together, soonest first. Moves named in `but` count for nothing.

    Two statements, whatever the number of groups, dates and bookings.
    """
    moved = _moved(since, until, now, but)
    found = [Changes(*row) for row in _standing(moved)]
    for each in found:
        for before, after, people in moved[each.occurrence.id]:
            each.count(before, after, people)
    return [each for each in found if each.number]


def _moved(
    since: datetime, until: datetime, now: datetime, but: Collection[str]
) -> dict[int, list[tuple[str | None, str, int]]]:
    """By date: where people stood before their first move of the time and after their last, and
    how many they are."""
    touched = (
        select(
            BookingMove.booking_id,
            func.min(BookingMove.id).label("first"),
            func.max(BookingMove.id).label("last"),
        )
        .where(BookingMove.moved_at >= since, BookingMove.moved_at < until)
        .where(BookingMove.event.not_in(but))
        .group_by(BookingMove.booking_id)
        .subquery()
    )
    earlier, last = aliased(BookingMove), aliased(BookingMove)
    before = (
        select(earlier.state)
        .where(earlier.booking_id == touched.c.booking_id, earlier.id < touched.c.first)
        .where(earlier.event.not_in(but))
        .order_by(earlier.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("before")
    )
    rows = db.session.execute(
        select(Booking.occurrence_id, before, last.state, func.sum(Booking.places))
        .select_from(touched)
        .join(last, last.id == touched.c.last)
        .join(Booking, Booking.id == touched.c.booking_id)
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .where(Occurrence.starts_at > now)
        .group_by(Booking.occurrence_id, before, last.state)
    )
    by_date = defaultdict(list)
    for date_id, was, became, people in rows:
        by_date[date_id].append((was, became, int(people)))
    return by_date


def _standing(date_ids: Iterable[int]) -> Sequence[tuple[Occurrence, int, int]]:
    """Those of the dates that are public and on, with how many hold places and how many wait."""
    rows = db.session.execute(
        select(Occurrence, _people(HOLDING), _people([BookingState.WAITING]))
        .join(Occurrence.event)
        .join(Event.organisation)
        .where(Occurrence.id.in_(date_ids), Occurrence.cancelled_at.is_(None))
        .where(Event.published_at.is_not(None))
        .where(Organisation.state == OrganisationState.VERIFIED)
        .options(contains_eager(Occurrence.event).contains_eager(Event.organisation))
        .order_by(Organisation.name, Organisation.id, Occurrence.starts_at, Occurrence.id)
    )
    return [(date, int(taken), int(waiting)) for date, taken, waiting in rows]


def _people(states: Collection[str]) -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(Booking.places), 0))
        .where(Booking.occurrence_id == Occurrence.id, Booking.state.in_(states))
        .correlate(Occurrence)
        .scalar_subquery()
    )
