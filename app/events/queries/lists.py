"""Dates that people may go to, chosen and in order, at the same cost however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, literal, select, union_all

from app.events.models import Audience, Event, EventKind, Occurrence
from app.events.queries.cards import Card, card, columns
from app.events.queries.cursors import Cursor
from app.events.queries.filters import Filters
from app.events.queries.matches import Matches
from app.places.models import Place, Venue
from app.shared.database import db, utcnow

SlugAndName = tuple[str, str]

PAGE = 10
MOST_COUNTED = 100
"""Beyond this a count says "100 or more": counting further costs more than it tells."""


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
    def days(self) -> list[tuple[date, list[Card]]]:
        return by_day(self.cards)


def upcoming(filters: Filters, after: Cursor | None = None, limit: int = PAGE) -> Page:
    """The next `limit` dates that `filters` ask for, after those seen before.

    Soonest first; or nearest first, each event once with its next date. What is cancelled stays
    in, marked; what has begun stays until it ends.
    """
    matches = Matches(filters, utcnow())
    first = matches.first(MOST_COUNTED)
    after = after if after and after.sort == filters.order else None
    rest = list(first)
    if after:
        numbers = [_number(row, filters) for row in first]
        rest = rest[numbers.index(after.number) + 1 :] if after.number in numbers else []
        if len(rest) <= limit and (len(first) == MOST_COUNTED or not rest):
            rest = list(matches.after(after, limit + 1))
    shown, seen = rest[:limit], (after.seen if after else 0) + len(rest[:limit])
    cards = _cards([row.id for row in shown], filters)
    following = None
    if len(rest) > limit:
        place = shown[-1].place if filters.is_nearest_first else cards[-1].starts_at
        following = Cursor(filters.order, place, _number(shown[-1], filters), seen)
    return Page(cards, len(first), following, seen)


def how_many(filters: Filters) -> int:
    """How many dates (nearest first: events) there are, counted up to MOST_COUNTED."""
    return len(Matches(filters, utcnow()).first(MOST_COUNTED))


def listed(filters: Filters, limit: int) -> list[Card]:
    """The first `limit` dates at once, for a page of their own."""
    return _cards([row.id for row in Matches(filters, utcnow()).first(limit)], filters)


def by_day(cards: Sequence[Card]) -> list[tuple[date, list[Card]]]:
    """The cards of each day, in the order they came."""
    days: dict[date, list[Card]] = {}
    for shown in cards:
        days.setdefault(shown.day, []).append(shown)
    return list(days.items())


def kinds_and_audiences() -> tuple[list[SlugAndName], list[SlugAndName]]:
    """The slug and name of each kind of event, and of each answer to "Who is it for?".

    Both in the network's order, in one statement.
    """
    rows = db.session.execute(_KINDS_AND_AUDIENCES).all()
    kinds = [(row.slug, row.name) for row in rows if row.is_kind]
    return kinds, [(row.slug, row.name) for row in rows if not row.is_kind]


def _cards(ids: list[int], filters: Filters) -> list[Card]:
    """The cards of these occurrences, in this order."""
    rows = db.session.execute(_ROWS, {"ids": ids}).all()
    cards = {row.id: card(row, filters.near) for row in rows}
    return [cards[number] for number in ids]


def _number(row: Row[*tuple[Any, ...]], filters: Filters) -> int:
    """What tells rows of the same place in the order apart."""
    number: int = row.number if filters.is_nearest_first else row.id
    return number


_both = union_all(
    select(literal(True).label("is_kind"), EventKind.slug, EventKind.name, EventKind.order),
    select(literal(False), Audience.slug, Audience.name, Audience.order),
).subquery()
_KINDS_AND_AUDIENCES = select(_both).order_by(_both.c.order, _both.c.name)
_ROWS = (  # put together once: it takes longer than asking for the rows
    select(*columns())
    .select_from(Occurrence)
    .join(Event, Event.id == Occurrence.event_id)
    .join(EventKind, EventKind.id == Event.kind_id)
    .join(Audience, Audience.id == Event.audience_id)
    .join(Venue, Venue.id == Occurrence.venue_id)
    .outerjoin(Place, Place.id == Venue.place_id)
    .where(Occurrence.id.in_(bindparam("ids", expanding=True)))
)
