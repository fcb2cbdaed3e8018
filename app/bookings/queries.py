"""Who holds which places, and how full a date is. Numbers stay inside; strangers get a band."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import Protocol

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from app.bookings.models import HOLDING, LIVE, Booking, BookingMove, BookingState
from app.events.models import BookingMode, Event, EventHost, Occurrence
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow


class Band(Enum):
    """What anyone may know of a date's places: words for people, and the look of their tag."""

    PLACES = ("Places left", "ok")
    FEW = ("A few places left", "few")
    FULL = ("Full, join the list", "full")
    FULL_NO_LIST = ("Full", "full")
    TURN_UP = ("Just turn up", "turn")
    BOOK = ("Book a place", "ok")
    BOOK_OR_TURN_UP = ("Book or turn up", "turn")
    ON_NOW = ("On now", "on")
    OVER = ("This date has been", "full")
    OFF = ("Cancelled", "off")

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def look(self) -> str:
        return self.value[1]

    @property
    def is_full(self) -> bool:
        return self in (Band.FULL, Band.FULL_NO_LIST)


class Dated(Protocol):
    """What a band is worked out from; a row of a list or `dated(occurrence)`."""

    @property
    def occurrence_id(self) -> int: ...
    @property
    def capacity(self) -> int | None: ...
    @property
    def booking_mode(self) -> str: ...
    @property
    def is_attendance_private(self) -> bool: ...
    @property
    def has_waiting_list(self) -> bool: ...
    @property
    def is_cancelled(self) -> bool: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def bands(rows: Iterable[Dated]) -> dict[int, Band]:
    """The band of each row, by occurrence id. One query, however many rows; none if none count.

    Where attendance is private the band says nothing of how full it is.
    """
    rows = list(rows)
    counted = [row.occurrence_id for row in rows if _is_counted(row)]
    taken = _places_taken_by_date(counted) if counted else {}
    return {row.occurrence_id: _band(row, taken.get(row.occurrence_id, 0)) for row in rows}


def bands_of(occurrences: Sequence[Occurrence]) -> dict[int, Band]:
    """`bands` for occurrences whose event is loaded."""
    return bands(_DatedOccurrence(occurrence) for occurrence in occurrences)


def places_left(occurrence: Occurrence) -> int:
    """How many places are free, counted from the bookings. Never below 0; 0 for drop-ins."""
    return max(0, (occurrence.capacity or 0) - places_taken(occurrence))


def places_taken(occurrence: Occurrence) -> int:
    """How many places are held, counted from the bookings."""
    return _places_taken_by_date([occurrence.id]).get(occurrence.id, 0)


def with_code(code: str) -> Booking:
    """The booking this code opens, with all its page shows; 404 for any other."""
    return db.first_or_404(_with_date(select(Booking).where(Booking.code == code)))


def code_exists(code: str) -> bool:
    """Whether some booking has this code."""
    return db.session.scalar(select(Booking.id).where(Booking.code == code)) is not None


def with_form_key(form_key: str) -> Booking | None:
    """The booking that this very form made before, if it was sent already."""
    return db.session.scalar(_with_date(select(Booking).where(Booking.form_key == form_key)))


def live_booking_of(
    occurrence: Occurrence, person: Person | None, browser_key: str | None
) -> Booking | None:
    """The booking on this date that this sign-in or this browser holds.

    Never looks at names or addresses: what someone typed proves nothing about who they are.
    """
    holders: list[ColumnElement[bool]] = []
    if person is not None:
        holders.append(Booking.person_id == person.id)
    if browser_key:
        holders.append(Booking.browser_key == browser_key)
    if not holders:
        return None
    # Without its date, which whoever asks has loaded already, with more than we would load.
    return db.session.scalar(
        select(Booking)
        .where(Booking.occurrence_id == occurrence.id, Booking.state.in_(LIVE), or_(*holders))
        .order_by(Booking.id)
        .limit(1)
    )


def waiting(occurrence: Occurrence) -> Sequence[Booking]:
    """The waiting list of a date, first come first."""
    return db.session.scalars(
        _with_date(
            select(Booking)
            .where(Booking.occurrence_id == occurrence.id)
            .where(Booking.state == BookingState.WAITING)
            .order_by(Booking.joined_at, Booking.id)
        )
    ).all()


def live_bookings(occurrence: Occurrence) -> Sequence[Booking]:
    """Everyone who still counts on a date, in the order they joined."""
    return db.session.scalars(
        _with_date(
            select(Booking)
            .where(Booking.occurrence_id == occurrence.id, Booking.state.in_(LIVE))
            .order_by(Booking.joined_at, Booking.id)
        )
    ).all()


def position(booking: Booking) -> int:
    """Which one in the waiting list this booking is; the first is 1."""
    ahead = select(func.count()).where(
        Booking.occurrence_id == booking.occurrence_id,
        Booking.state == BookingState.WAITING,
        tuple_(Booking.joined_at, Booking.id) < tuple_(booking.joined_at, booking.id),
    )
    return 1 + (db.session.scalar(ahead) or 0)


def was_waiting(booking: Booking) -> bool:
    """Whether a cancelled booking was on the waiting list, not booked, before."""
    steps = db.session.scalars(
        select(BookingMove.state)
        .where(BookingMove.booking_id == booking.id)
        .order_by(BookingMove.id.desc())
        .limit(2)
    ).all()
    return len(steps) == 2 and steps[1] == BookingState.WAITING


def has_other_booking(booking: Booking) -> bool:
    """Whether the same address holds another live booking on the same date."""
    if not booking.email:
        return False
    others = select(Booking.id).where(
        Booking.occurrence_id == booking.occurrence_id,
        Booking.email == booking.email,
        Booking.state.in_(LIVE),
        Booking.id != booking.id,
    )
    return db.session.scalar(others.limit(1)) is not None


class _DatedOccurrence:
    """An occurrence with its event's side of the answer, in the shape of `Dated`."""

    def __init__(self, occurrence: Occurrence) -> None:
        event = occurrence.event
        self.occurrence_id = occurrence.id
        self.capacity = occurrence.capacity
        self.booking_mode = event.booking_mode
        self.is_attendance_private = event.is_attendance_private
        self.has_waiting_list = event.has_waiting_list
        self.is_cancelled = occurrence.is_cancelled
        self.starts_at = occurrence.starts_at
        self.ends_at = occurrence.ends_at


def _is_counted(row: Dated) -> bool:
    return (
        row.booking_mode != BookingMode.DROP_IN
        and not row.is_attendance_private
        and not row.is_cancelled
        and row.starts_at > utcnow()
    )


def _band(row: Dated, taken: int) -> Band:
    if row.is_cancelled:
        return Band.OFF
    if row.ends_at <= utcnow():
        return Band.OVER
    if row.booking_mode == BookingMode.DROP_IN:
        return Band.TURN_UP
    if row.starts_at <= utcnow():
        return Band.ON_NOW
    if row.is_attendance_private:
        return Band.BOOK_OR_TURN_UP if row.booking_mode == BookingMode.MIXED else Band.BOOK
    capacity = row.capacity or 0
    left = capacity - taken
    if left <= 0:
        return Band.FULL if row.has_waiting_list else Band.FULL_NO_LIST
    return Band.FEW if left * 4 <= capacity else Band.PLACES


def _places_taken_by_date(occurrence_ids: Sequence[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Booking.occurrence_id, func.sum(Booking.places))
        .where(and_(Booking.occurrence_id.in_(occurrence_ids), Booking.state.in_(HOLDING)))
        .group_by(Booking.occurrence_id)
    )
    return {occurrence_id: int(places) for occurrence_id, places in rows}


def _with_date(query: Select[tuple[Booking]]) -> Select[tuple[Booking]]:
    date = joinedload(Booking.occurrence)
    event = date.joinedload(Occurrence.event)
    return query.options(
        event.joinedload(Event.organisation),
        event.joinedload(Event.kind),
        event.selectinload(Event.hosts).joinedload(EventHost.person),
        date.joinedload(Occurrence.venue).joinedload(Venue.place),
    ).execution_options(populate_existing=True)
