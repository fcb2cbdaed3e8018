"""What a person asked to see of the roles on offer: the choices, and the SQL that keeps to them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, exists, false, func, literal, or_

from app.events.queries import PartOfDay
from app.opportunities.models import (
    CheckLevel,
    LivedExperience,
    Opportunity,
    OpportunityTask,
    OpportunityTime,
    SavedOpportunity,
    TaskKind,
    opportunity_badges,
    opportunity_events,
)
from app.opportunities.queries.roles import is_public
from app.opportunities.queries.search import Search, holds
from app.places import queries as places
from app.places.models import Place, Venue
from app.shared.geography import Position
from app.shared.local_time import today_in

_SATURDAY = 5


class When(StrEnum):
    """When somebody is free, as they would say it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"
    NOW_AND_THEN = "now-and-then"

    @property
    def label(self) -> str:
        return "Now and then" if self is When.NOW_AND_THEN else f"{self.value.capitalize()}s"

    @property
    def asked(self) -> ColumnElement[bool]:
        """What a role must hold: a role of several times is found by any of them."""
        if self is When.NOW_AND_THEN:
            return Opportunity.is_regular.is_(False)
        if self is When.WEEKEND:
            return _has_time(OpportunityTime.weekday >= _SATURDAY)
        first, last = PartOfDay(self.value).hours
        start = OpportunityTime.start_time
        return _has_time((start >= first) & (start < last))


class Often(StrEnum):
    """How much somebody would take on."""

    REGULAR = "regular"
    ONE_OFF = "one-off"

    @property
    def label(self) -> str:
        return "Regular" if self is Often.REGULAR else "One-off, or now and then"


class Sort(StrEnum):
    """By miles, by name, or by when it closes."""

    NEAREST = "nearest"
    NAME = "name"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        return {"nearest": "Nearest first", "name": "A to Z", "closing": "Closing soonest"}[
            self.value
        ]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Choices that can be used together. `near` without `within` means any distance."""

    near: Position | None = None
    within: int | None = None
    """Miles. What can be done from home is within any."""
    when: tuple[When, ...] = ()
    likes: tuple[TaskKind, ...] = ()
    lived: tuple[LivedExperience, ...] = ()
    often: Often | None = None
    no_check: bool = False
    remote: bool = False
    wording: Search | None = None
    group_id: int | None = None
    event_id: int | None = None
    badge_id: int | None = None
    other_than_id: int | None = None
    saved_by_id: int | None = None
    sort: Sort | None = None
    zone: str = "Europe/London"
    """Whose midnight a role closes at."""

    @property
    def order(self) -> Sort:
        """Nearest only where near means something, and then unless something else was asked."""
        can_be_near = self.near is not None and not self.remote
        if self.sort is None or (self.sort is Sort.NEAREST and not can_be_near):
            return Sort.NEAREST if can_be_near else Sort.NAME
        return self.sort

    def but(self, **changes: Any) -> "Filters":
        """The same choices but for `changes`."""
        return replace(self, **changes)

    def conditions(self) -> list[ColumnElement[bool]]:
        """What a role must hold; its group is joined, and its venue and town where it has any."""
        return [*is_public(today_in(self.zone)), *self._asked()]

    def ordering(self) -> list[ColumnElement[Any]]:
        """What tells roles apart in their order, the last by number: no two stand level."""
        name: list[ColumnElement[Any]] = [func.lower(Opportunity.title), Opportunity.id]  # type: ignore[list-item]
        if self.order is Sort.NEAREST:
            square = square_miles(self.near)
            return [square.is_(None), square, *name]
        if self.order is Sort.CLOSING:
            return [Opportunity.closes_on.is_(None), Opportunity.closes_on, *name]  # type: ignore[list-item]
        return name

    def _asked(self) -> Iterator[ColumnElement[bool]]:
        if self.near and self.within and not self.remote:
            is_near = square_miles(self.near) <= literal(float(self.within**2))
            yield or_(Opportunity.is_remote.is_(True), func.coalesce(is_near, false()))
        if self.when:
            yield or_(*(when.asked for when in self.when))
        if self.likes:
            of_kind = OpportunityTask.kind.in_(self.likes)
            yield exists().where(OpportunityTask.opportunity_id == Opportunity.id, of_kind)
        if self.lived:
            yield Opportunity.lived_experience.in_(self.lived)
        if self.often:
            yield Opportunity.is_regular.is_(self.often is Often.REGULAR)
        if self.no_check:
            yield Opportunity.check_level == CheckLevel.NONE
        if self.remote:
            yield Opportunity.is_remote.is_(True)
        if self.wording:
            yield holds(self.wording)
        yield from self._asked_by_pages()

    def _asked_by_pages(self) -> Iterator[ColumnElement[bool]]:
        if self.group_id:
            yield Opportunity.organisation_id == self.group_id
        if self.event_id:
            joined = opportunity_events.c
            yield exists().where(
                joined.opportunity_id == Opportunity.id, joined.event_id == self.event_id
            )
        if self.badge_id:
            leading = opportunity_badges.c
            yield exists().where(
                leading.opportunity_id == Opportunity.id, leading.badge_id == self.badge_id
            )
        if self.saved_by_id:
            yield exists().where(
                SavedOpportunity.opportunity_id == Opportunity.id,
                SavedOpportunity.person_id == self.saved_by_id,
            )
        if self.other_than_id:
            yield Opportunity.id != self.other_than_id


def square_miles(near: Position | None) -> ColumnElement[Any]:
    """The square of the miles to where a role may be said to be: an address that is told to nobody
    is measured from the middle of its town."""
    assert near
    is_hidden = Venue.is_address_private.is_(True)
    latitude = func.coalesce(Venue.latitude, Place.latitude)
    longitude = func.coalesce(Venue.longitude, Place.longitude)
    return places.square_miles(
        near,
        case((is_hidden, Place.latitude), else_=latitude),
        case((is_hidden, Place.longitude), else_=longitude),
    )


def _has_time(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(OpportunityTime.opportunity_id == Opportunity.id, condition)
