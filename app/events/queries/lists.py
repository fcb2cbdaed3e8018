"""Dates that people may go to, chosen and in order, at the same cost however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_

from app.events.models import Audience, Event, EventKind, Occurrence
from app.events.queries.cards import Card, card, columns
from app.events.queries.cursors import Cursor
from app.events.queries.filters import Filters, latitude
from app.organisations.models import Organisation
from app.places.models import Place, Venue
from app.shared.database import UtcDateTime, db, utcnow

PAGE = 10
MOST_COUNTED = 200
"""Beyond this a count says "200 or more": counting further costs more than it tells."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the dates asked for, how many there are in all, and where the next ones begin."""

    cards: list[Card]
    count: int
    """At most MOST_COUNTED."""
    next: Cursor | None
    seen: int
    """How many have been shown, these among them."""

    @property
    def is_count_capped(self) -> bool:
        return self.count >= MOST_COUNTED

    @property
    def days(self) -> list[tuple[date, list[Card]]]:
        return by_day(self.cards)


def upcoming(filters: Filters, after: Cursor | None = None, limit: int = PAGE) -> Page:
    """The next `limit` dates that `filters` ask for, after those seen before.

    Soonest first; or nearest first, each event once with its next date. What is cancelled stays
    in, marked; what has begun stays until it ends.
    """
    now = utcnow()
    after = after if after and after.sort == filters.sort else None
    matches = _Matches(filters, now)
    query = matches.nearest(after) if filters.is_nearest_first else matches.soonest(after)
    rows = db.session.execute(query.limit(limit + 1)).all()
    shown, seen = rows[:limit], after.seen if after else 0
    following = None
    if len(rows) > limit:
        last = shown[-1]
        place = last.square if filters.is_nearest_first else last.starts_at
        number = last.event_id if filters.is_nearest_first else last.id
        following = Cursor(filters.sort, place, number, seen + limit)
    is_whole = after is None and following is None
    count = len(shown) if is_whole else matches.count()
    cards = [card(row, filters.near) for row in shown]
    return Page(cards, count, following, seen + len(shown))


def how_many(filters: Filters) -> int:
    """How many dates (nearest first: events) there are, counted up to MOST_COUNTED."""
    return _Matches(filters, utcnow()).count()


def listed(filters: Filters, limit: int) -> list[Card]:
    """The next `limit` dates at once, soonest first, for paper."""
    query = _Matches(filters, utcnow()).soonest(None).limit(limit)
    return [card(row, filters.near) for row in db.session.execute(query)]


def by_day(cards: Sequence[Card]) -> list[tuple[date, list[Card]]]:
    """The cards of each day, in the order they came."""
    days: dict[date, list[Card]] = {}
    for shown in cards:
        days.setdefault(shown.day, []).append(shown)
    return list(days.items())


def kinds() -> Sequence[Row[tuple[str, str]]]:
    """The slug and name of each kind of event, in the network's order."""
    return db.session.execute(
        select(EventKind.slug, EventKind.name).order_by(EventKind.order, EventKind.name)
    ).all()


def audiences() -> Sequence[Row[tuple[str, str]]]:
    """The slug and name of each answer to "Who is it for?", in the network's order."""
    return db.session.execute(
        select(Audience.slug, Audience.name).order_by(Audience.order, Audience.name)
    ).all()


class _Matches:
    """The dates that some filters let through."""

    def __init__(self, filters: Filters, now: datetime) -> None:
        self._near = filters.near
        self._is_nearest_first = filters.is_nearest_first
        self._conditions = filters.conditions(now)

    def soonest(self, after: Cursor | None) -> Select[Any]:
        order = (Occurrence.starts_at, Occurrence.id)
        query = self._among(columns(self._near)).order_by(*order)
        return query.where(tuple_(*order) > _last(after)) if after else query

    def nearest(self, after: Cursor | None) -> Select[Any]:
        turn = func.row_number().over(
            partition_by=Occurrence.event_id, order_by=(Occurrence.starts_at, Occurrence.id)
        )
        each = self._among((*columns(self._near), turn.label("turn"))).subquery()
        order = (each.c.square, each.c.event_id)
        query = select(each).where(each.c.turn == 1, each.c.square.is_not(None)).order_by(*order)
        return query.where(tuple_(*order) > _last(after)) if after else query

    def count(self) -> int:
        one = Occurrence.event_id if self._is_nearest_first else Occurrence.id
        some = self._among((one,))
        if self._is_nearest_first:
            some = some.where(latitude.is_not(None)).distinct()
        counted = select(func.count()).select_from(some.limit(MOST_COUNTED).subquery())
        return db.session.scalar(counted) or 0

    def _among(self, columns: tuple[Any, ...]) -> Select[Any]:
        return (
            select(*columns)
            .select_from(Occurrence)
            .join(Event, Event.id == Occurrence.event_id)
            .join(Organisation, Organisation.id == Event.organisation_id)
            .join(EventKind, EventKind.id == Event.kind_id)
            .join(Audience, Audience.id == Event.audience_id)
            .join(Venue, Venue.id == Occurrence.venue_id)
            .outerjoin(Place, Place.id == Venue.place_id)
            .where(*self._conditions)
        )


def _last(after: Cursor) -> ColumnElement[Any]:
    if isinstance(after.place, datetime):
        return tuple_(literal(after.place, UtcDateTime), literal(after.number))
    return tuple_(literal(after.place), literal(after.number))
