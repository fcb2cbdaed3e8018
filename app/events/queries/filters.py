"""What a person asked to see: the choices, and the SQL that keeps to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import cos, radians
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Float, case, func, literal, or_

from app.events.models import Audience, BookingMode, Event, EventKind, Occurrence
from app.events.queries.search import Search, matching
from app.organisations.models import Organisation, OrganisationState
from app.places.models import Place, Venue, VenueType
from app.shared.geography import Position, box

MILES = (3, 5, 10, 20, 50)
USUAL_MILES = 10
LONGEST_DATE = timedelta(days=2)
"""A date that began longer ago than this is taken as over. It bounds how far back lists look."""
MILES_PER_DEGREE = 69.09
"""Of latitude: 6371.0088 km (see app/shared/geography) times pi / 180, in miles."""


class When(StrEnum):
    """The days people ask for most. Weeks start on Monday; a weekend is Saturday and Sunday."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    WEEKEND = "weekend"
    DATES = "dates"

    @property
    def label(self) -> str:
        return {"today": "Today", "this-week": "This week", "weekend": "Weekend"}.get(
            self.value, "Pick dates"
        )

    @property
    def words(self) -> str:
        """How it ends a sentence: "Nothing here this week"."""
        return {"today": "today", "this-week": "this week", "weekend": "this weekend"}.get(
            self.value, "on those days"
        )

    def days(self, today: date) -> tuple[date, date] | None:
        """The first and last day meant on `today`; None where only the person can say."""
        sunday = today + timedelta(days=6 - today.weekday())
        match self:
            case When.TODAY:
                return today, today
            case When.THIS_WEEK:
                return today, sunday
            case When.WEEKEND:
                return max(today, sunday - timedelta(days=1)), sunday
            case _:
                return None


class PartOfDay(StrEnum):
    """By the wall clock of the date's own zone."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def hours(self) -> tuple[time, time]:
        """Starts at or after the first and before the second."""
        noon, five = time(12), time(17)
        return {
            "morning": (time(0), noon),
            "afternoon": (noon, five),
            "evening": (five, time(23, 59, 59, 999999)),
        }[self.value]


class Sort(StrEnum):
    """By time, or by miles from where someone is."""

    SOONEST = "soonest"
    NEAREST = "nearest"

    @property
    def label(self) -> str:
        return f"{self.value.capitalize()} first"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Choices that can be used together. `near` without `within` means any distance."""

    near: Position | None = None
    within: int | None = None
    """Miles."""
    is_remote: bool = False
    """Only by phone or online, wherever the person is."""
    first_day: date | None = None
    last_day: date | None = None
    zone: str = "Europe/London"
    """Whose midnights `first_day` and `last_day` are."""
    parts_of_day: tuple[PartOfDay, ...] = ()
    kinds: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    step_free: bool = False
    free: bool = False
    drop_in: bool = False
    gives_time: bool = False
    by_phone: bool = False
    wording: Search | None = None
    sort: Sort = Sort.SOONEST

    @property
    def is_nearest_first(self) -> bool:
        return self.sort == Sort.NEAREST and self.near is not None

    @property
    def is_bounded(self) -> bool:
        """Whether distance counts: it does not for a phone line or an online room."""
        somewhere = self.near is not None and self.within is not None
        return somewhere and not (self.is_remote or self.by_phone)

    def but(self, **changes: Any) -> "Filters":
        """The same choices but for `changes`."""
        return replace(self, **changes)

    def conditions(self, now: datetime) -> list[ColumnElement[bool]]:
        """What a row of occurrence, event, organisation, kind, audience and venue must hold."""
        return [
            Event.published_at.is_not(None),
            Organisation.state == OrganisationState.VERIFIED,
            *self._on_dates(now),
            *self._on_events(),
            *self._on_venues(),
        ]

    def _on_dates(self, now: datetime) -> Iterator[ColumnElement[bool]]:
        yield Occurrence.starts_at > now - LONGEST_DATE
        yield Occurrence.ends_at > now
        zone = ZoneInfo(self.zone)
        # What has begun and goes on is shown for today, whenever it began.
        if self.first_day and self.first_day > now.astimezone(zone).date():
            yield Occurrence.starts_at >= _midnight(self.first_day, zone)
        if self.last_day:
            yield Occurrence.starts_at < _midnight(self.last_day + timedelta(days=1), zone)
        if self.parts_of_day:
            hours = [part.hours for part in self.parts_of_day]
            start = Occurrence.start_time
            yield or_(*((start >= first) & (start < last) for first, last in hours))

    def _on_events(self) -> Iterator[ColumnElement[bool]]:
        if self.kinds:
            yield EventKind.slug.in_(self.kinds)
        if self.audiences:
            yield Audience.slug.in_(self.audiences)
        if self.step_free:
            yield Event.is_step_free.is_(True)
        if self.free:
            yield Event.is_free.is_(True)
        if self.drop_in:
            yield Event.booking_mode != BookingMode.BOOKABLE
        if self.gives_time:
            yield Event.gives_time.is_(True)
        if self.wording:
            yield matching(self.wording)

    def _on_venues(self) -> Iterator[ColumnElement[bool]]:
        if self.by_phone:
            yield Venue.type == VenueType.PHONE
        if self.is_remote:
            yield Venue.type.in_([VenueType.PHONE, VenueType.ONLINE])
        if self.is_bounded and self.near and self.within:
            south, west, north, east = box(self.near, self.within)
            yield latitude.between(south, north)
            yield longitude.between(west, east)
            yield square_miles(self.near) <= literal(float(self.within**2))


is_hidden: ColumnElement[bool] = or_(
    Event.is_attendance_private.is_(True), Venue.is_address_private.is_(True)
)
"""Where the address is told only to people who booked. Its distance is measured to the middle of
its town: measured to the door, a few searches from different places would draw it on a map."""
latitude: ColumnElement[float | None] = case(
    (is_hidden, Place.latitude), else_=func.coalesce(Venue.latitude, Place.latitude)
)
longitude: ColumnElement[float | None] = case(
    (is_hidden, Place.longitude), else_=func.coalesce(Venue.longitude, Place.longitude)
)


def square_miles(near: Position) -> ColumnElement[float]:
    """The square of the miles from `near`, on the flat: right to 0.1 % within 50 miles."""
    north = (latitude - near.latitude) * MILES_PER_DEGREE
    east = (longitude - near.longitude) * (MILES_PER_DEGREE * cos(radians(near.latitude)))
    return (north * north + east * east).cast(Float)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
