"""What a person asked to see: the choices, and the SQL that keeps to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, union_all

from app.events.models import Audience, BookingMode, Event, EventKind, Occurrence
from app.events.queries.search import Search, matching
from app.organisations.models import Organisation, OrganisationState
from app.places import queries as places
from app.places.models import Place, Venue, VenueType
from app.shared.geography import Position, box

USUAL_MILES = 10
LONGEST_DATE = timedelta(days=2)
"""A date that began longer ago than this is taken as over. It bounds how far back lists look."""


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
            case When.THIS_WEEK:  # seven days: on a Sunday, nobody means the day that is left
                return today, today + timedelta(days=6)
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
    def order(self) -> Sort:
        """Nearest only where near means something: a phone line is as near to everyone."""
        is_far_or_near = self.near is not None and not (self.is_remote or self.by_phone)
        return self.sort if is_far_or_near else Sort.SOONEST

    @property
    def is_nearest_first(self) -> bool:
        return self.order == Sort.NEAREST

    @property
    def is_bounded(self) -> bool:
        """Whether distance counts: it does not for a phone line or an online room."""
        somewhere = self.near is not None and self.within is not None
        return somewhere and not (self.is_remote or self.by_phone)

    @property
    def is_particular(self) -> bool:
        """Whether anything is asked of the events themselves."""
        return bool(list(self._asked_of_events()))

    def but(self, **changes: Any) -> "Filters":
        """The same choices but for `changes`."""
        return replace(self, **changes)

    def on_dates(self, now: datetime) -> list[ColumnElement[bool]]:
        """What an occurrence must hold by itself."""
        return list(self._asked_of_dates(now))

    def on_events(self) -> list[ColumnElement[bool]]:
        """What its event and the group that runs it must hold."""
        return [
            Event.published_at.is_not(None),
            Event.is_listed.is_(True),
            Organisation.state == OrganisationState.VERIFIED,
            *self._asked_of_events(),
        ]

    def on_venues(self) -> list[ColumnElement[bool]]:
        """What its venue must hold, the event and the venue's place joined."""
        conditions = self._asked_of_venues()
        if self.is_bounded and self.near and self.within:
            conditions.append(square_miles(self.near) <= literal(float(self.within**2)))
        return conditions

    def on_any_venue(self) -> list[ColumnElement[bool]]:
        """What a venue must hold whichever event it is for: lets through a few too many."""
        conditions = self._asked_of_venues()
        if self.is_bounded and self.near and self.within:
            # Each side by its own index: asked at once, with an or, all venues would be looked at.
            near = union_all(
                select(Venue.id).where(_within(Venue, self.near, self.within)),
                select(Venue.id).join(Venue.place).where(_within(Place, self.near, self.within)),
            )
            conditions.append(Venue.id.in_(near))
        return conditions

    def _asked_of_dates(self, now: datetime) -> Iterator[ColumnElement[bool]]:
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

    def _asked_of_events(self) -> Iterator[ColumnElement[bool]]:
        if self.kinds:
            kinds = select(EventKind.id).where(EventKind.slug.in_(self.kinds))
            yield Event.kind_id.in_(kinds)
        if self.audiences:
            audiences = select(Audience.id).where(Audience.slug.in_(self.audiences))
            yield Event.audience_id.in_(audiences)
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

    def _asked_of_venues(self) -> list[ColumnElement[bool]]:
        if self.by_phone:
            return [Venue.type == VenueType.PHONE]
        return [Venue.type.in_([VenueType.PHONE, VenueType.ONLINE])] if self.is_remote else []


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


def square_miles(near: Position, venue: type[Venue] | None = None) -> ColumnElement[Any]:
    """The square of the miles from `near` to where a date may be said to be (or to `venue`)."""
    there = (venue.latitude, venue.longitude) if venue else (latitude, longitude)
    return places.square_miles(near, *there)


def _within(there: type[Venue | Place], near: Position, miles: int) -> ColumnElement[bool]:
    south, west, top, right = box(near, miles)
    return and_(there.latitude.between(south, top), there.longitude.between(west, right))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
