"""How full a date is. Numbers stay inside; strangers get a band."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import Protocol

from app.bookings.queries.places import places_taken_by_date
from app.events.models import BookingMode, Occurrence
from app.shared.database import utcnow


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
    taken = places_taken_by_date(counted) if counted else {}
    return {row.occurrence_id: _band(row, taken.get(row.occurrence_id, 0)) for row in rows}


def bands_of(occurrences: Sequence[Occurrence]) -> dict[int, Band]:
    """`bands` for occurrences whose event is loaded."""
    return bands(_DatedOccurrence(occurrence) for occurrence in occurrences)


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
