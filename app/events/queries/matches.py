"""Which dates some filters let through, and in which order, without reading them all.

Two hundred thousand dates are as quick to search as two hundred, if the database starts from the
few that can match. Few venues in reach, or few events of a kind: it starts from their dates. More:
it walks the dates in order of time and soon has enough; where they can be listed, it passes by what
is not in the list, which costs a tenth of a look at the event. Neither database knows beforehand
which it will be (SQLite keeps no statistics unless told to), so each question is put in the shape
that leaves no other way: one table, its own conditions, and an EXISTS for the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    Subquery,
    bindparam,
    func,
    literal,
    select,
    tuple_,
)

from app.events.models import Event, Occurrence
from app.events.queries.cursors import Cursor
from app.events.queries.filters import Filters, square_miles
from app.organisations.models import Organisation
from app.places.models import Place, Venue
from app.shared.database import UtcDateTime, db

FEW = 100
"""So few events or venues are worth starting from; more have matching dates on every day."""
MANY = 1200
"""So many are worth listing; of more, most of the dates that are walked by match."""
NEAREST = 300
"""Venues among which the nearest events are looked for first; fewer than MANY."""

Rows = Sequence[Row[*tuple[Any, ...]]]
AnySelect = Select[*tuple[Any, ...]]

_IN_TIME = (Occurrence.starts_at, Occurrence.id)


@dataclass(frozen=True, slots=True)
class _Some:
    """Events or venues that may match: their ids, or the first of them where they are too many."""

    ids: Sequence[int]

    @property
    def are_few(self) -> bool:
        return len(self.ids) <= FEW

    def hold(self, number: Any) -> list[ColumnElement[bool]]:
        """That `number`, a column, is one of them, unless they are too many to list."""
        if len(self.ids) > MANY:
            return []
        # The sum hides the column's index: a database would else start from each of the many, and
        # put all their dates in order.
        return [(number if self.are_few else number + 0).in_(_in_words(self.ids))]


class Matches:
    """The dates that `filters` let through at `now`: the id of each. Nearest first, also its
    `number` in the order (its event's id) and its `place` in it (the square of its miles)."""

    def __init__(self, filters: Filters, now: datetime) -> None:
        self._filters = filters
        self._on_dates = filters.on_dates(now)
        self._venues = self._some_venues()
        self._events = self._some_events()

    def first(self, limit: int) -> Rows:
        """The first of them, in the order that the filters ask for."""
        return self._in_order(None, limit)

    def after(self, cursor: Cursor, limit: int) -> Rows:
        """Those that come after the one where `cursor` stands."""
        return self._in_order(cursor, limit)

    def _in_order(self, cursor: Cursor | None, limit: int) -> Rows:
        if any(some and not some.ids for some in (self._venues, self._events)):
            return []
        if not self._filters.is_nearest_first:
            return self._soonest(cursor, limit)
        # The nearest venues have the nearest events, if that many can be had there.
        venues = self._venues.ids if self._venues else []
        there = Occurrence.venue_id.in_(_in_words(venues[:NEAREST]))
        if venues and (cursor is None or len(venues) <= NEAREST):
            rows = self._rows(self._nearest(there), cursor, limit)
            if len(rows) == limit or len(venues) <= NEAREST:
                return rows
        return self._rows(self._nearest(*self._among_venues()), cursor, limit)

    def _rows(self, query: AnySelect, cursor: Cursor | None, limit: int) -> Rows:
        rows = query.selected_columns
        order = (rows.place, rows.number)
        if cursor:
            query = query.where(_are_after(cursor, *order))
        return db.session.execute(query.order_by(*order).limit(limit)).all()

    def _soonest(self, cursor: Cursor | None, limit: int) -> Rows:
        dates = (
            select(Occurrence.id)
            .where(*self._on_dates, *self._among_venues(), *self._among_events())
            .order_by(*_IN_TIME)
        )
        if cursor:
            dates = dates.where(_are_after(cursor, *_IN_TIME))
        if not any(some and some.are_few for some in (self._venues, self._events)):
            query = dates.where(*self._has_event(Occurrence))
        else:
            # Put in order first, so that only as many events are looked at as are needed. The
            # offset keeps PostgreSQL from doing it all at once.
            more = (Occurrence.event_id, Occurrence.venue_id, Occurrence.starts_at)
            rows = dates.add_columns(*more).offset(0).subquery().c
            query = select(rows.id).where(*self._has_event(rows)).order_by(rows.starts_at, rows.id)
        return db.session.execute(query.limit(limit)).all()

    def _nearest(self, *also: ColumnElement[bool]) -> AnySelect:
        """Each event's next date. What is asked of its event and venue is the same for all its
        dates there, so it is looked at once for each event and venue, not for each date."""
        assert self._filters.near
        next_there = _first_of(
            select(Occurrence.id, Occurrence.event_id, Occurrence.venue_id, Occurrence.starts_at)
            .where(*self._on_dates, *self._among_events(), *also)
            .subquery(),
            "event_id",
            "venue_id",
        ).subquery()
        dates, square = next_there.c, square_miles(self._filters.near)
        matching = (
            select(dates.id, dates.event_id, dates.starts_at, square.label("place"))
            .select_from(next_there)
            .join(Event, Event.id == dates.event_id)
            .join(Organisation, Organisation.id == Event.organisation_id)
            .join(Venue, Venue.id == dates.venue_id)
            .outerjoin(Place, Place.id == Venue.place_id)
            .where(*self._on_events(), *self._filters.on_venues(), square.is_not(None))
        )
        rows = _first_of(matching.subquery(), "event_id").subquery()
        return select(rows.c.id, rows.c.place, rows.c.event_id.label("number"))

    def _among_venues(self) -> list[ColumnElement[bool]]:
        return self._venues.hold(Occurrence.venue_id) if self._venues else []

    def _among_events(self) -> list[ColumnElement[bool]]:
        return self._events.hold(Occurrence.event_id) if self._events else []

    def _on_events(self) -> list[ColumnElement[bool]]:
        """What an event must hold: nothing more where those that do are listed."""
        return [] if self._among_events() else self._filters.on_events()

    def _has_event(self, dates: Any) -> list[ColumnElement[bool]]:
        """That the event and venue of one of `dates` are among those asked for."""
        on_events, on_venues = self._on_events(), self._filters.on_venues()
        if not (on_events or on_venues):
            return []
        event = (
            select(Event.id)
            .join(Organisation, Organisation.id == Event.organisation_id)
            .where(Event.id == dates.event_id, *on_events)
        )
        if on_venues:
            event = (
                event.join(Venue, Venue.id == dates.venue_id)
                .outerjoin(Place, Place.id == Venue.place_id)
                .where(*on_venues)
            )
        return [event.correlate_except(Event, Organisation, Venue, Place).exists()]

    def _some_events(self) -> _Some | None:
        """The events that may match, if anything was asked of events."""
        if not self._filters.is_particular:
            return None
        events = select(Event.id).join(Organisation, Organisation.id == Event.organisation_id)
        return _some(events.where(*self._filters.on_events()))

    def _some_venues(self) -> _Some | None:
        """The venues that may match, if distance or kind of venue counts; the nearest come first
        where that is asked for."""
        conditions = self._filters.on_any_venue()
        if not conditions:
            return None
        venues = select(Venue.id).where(*conditions)
        if self._filters.is_nearest_first and self._filters.near:
            venues = venues.outerjoin(Place, Place.id == Venue.place_id).order_by(
                square_miles(self._filters.near, Venue), Venue.id
            )
        return _some(venues)


def _first_of(dates: Subquery, *each: str) -> AnySelect:
    """The rows of `dates` that come first in time for each value of the columns `each`."""
    turn = func.row_number().over(
        partition_by=[dates.c[name] for name in each], order_by=(dates.c.starts_at, dates.c.id)
    )
    numbered = select(*dates.c, turn.label("turn")).subquery()
    kept = [numbered.c[column.name] for column in dates.c]
    return select(*kept).where(numbered.c.turn == 1)


def _are_after(cursor: Cursor, place: Any, number: Any) -> ColumnElement[bool]:
    there = literal(cursor.place, UtcDateTime if cursor.is_in_time else None)
    return tuple_(place, number) > tuple_(there, cursor.number)


def _some(query: Select[int]) -> _Some:
    return _Some(db.session.scalars(query.limit(MANY + 1)).all())


def _in_words(ids: Sequence[int]) -> Any:
    """Ids of ours, written into the statement: a parameter for each takes as long as the search."""
    return bindparam(None, ids, Integer, expanding=True, literal_execute=True)
