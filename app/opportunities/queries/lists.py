"""Roles that people may come to, chosen and in order, at the same cost however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from sqlalchemy import Row, func, literal, select

from app.opportunities.models import CheckLevel, Opportunity, OpportunityTask, TaskKind
from app.opportunities.queries.filters import Filters, square_miles
from app.organisations.models import Organisation
from app.places.models import Place, Venue
from app.shared.database import db

PAGE = 10
MOST_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Card:
    """What a row of a list says of a role."""

    slug: str
    title: str
    summary: str
    time_commitment: str
    where: str
    """The group and the town."""
    task: TaskKind
    check: CheckLevel
    offers_taster: bool
    is_remote: bool
    miles: float | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the roles asked for, and how many there are in all."""

    cards: Sequence[Card]
    count: int
    number: int

    @property
    def seen(self) -> int:
        """How many have been shown, these among them."""
        return min((self.number - 1) * PAGE + len(self.cards), self.count)

    @property
    def next(self) -> int | None:
        """The number of the page after this one, where there is one."""
        return self.number + 1 if self.number * PAGE < self.count else None


def on_page(filters: Filters, number: int = 1) -> Page:
    """Ten of the roles that `filters` ask for, and the count of them all."""
    number = min(max(number, 1), MOST_PAGES)
    rows = _rows(filters, PAGE, (number - 1) * PAGE)
    count = rows[0].in_all if rows else how_many(filters) if number > 1 else 0
    return Page([_card(row) for row in rows], count, number)


def cards(filters: Filters, limit: int) -> list[Card]:
    """The first `limit` of them, for a page about something else."""
    return [_card(row) for row in _rows(filters, limit)]


def to_find() -> Sequence[str]:
    """The slugs of roles that search engines may list."""
    filters = Filters()
    query = _joined().with_only_columns(Opportunity.slug).where(*filters.conditions())
    return db.session.scalars(query.order_by(Opportunity.slug)).all()


def how_many(filters: Filters) -> int:
    """How many roles there are."""
    query = select(func.count()).select_from(_joined().where(*filters.conditions()).subquery())
    return db.session.scalar(query) or 0


_first_task = (
    select(OpportunityTask.kind)
    .where(OpportunityTask.opportunity_id == Opportunity.id)
    .order_by(OpportunityTask.id)
    .limit(1)
    .correlate(Opportunity)
    .scalar_subquery()
)


def _rows(filters: Filters, limit: int, beyond: int = 0) -> Sequence[Row[Any]]:
    square = square_miles(filters.near) if filters.near else literal(None)
    return db.session.execute(
        _joined()
        .with_only_columns(
            Opportunity.slug,
            Opportunity.title,
            Opportunity.summary,
            Opportunity.time_commitment,
            Opportunity.check_level,
            Opportunity.offers_taster,
            Opportunity.is_remote,
            Organisation.name.label("group"),
            Place.name.label("town"),
            _first_task.label("task"),
            square.label("square"),
            func.count().over().label("in_all"),
        )
        .where(*filters.conditions())
        .order_by(*filters.ordering())
        .limit(limit)
        .offset(beyond)
    ).all()


def _joined() -> Any:
    return (
        select(Opportunity.id)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .outerjoin(Venue, Venue.id == Opportunity.venue_id)
        .outerjoin(Place, Place.id == Venue.place_id)
    )


def _card(row: Row[Any]) -> Card:
    town = row.town or ("from home" if row.is_remote else "")
    return Card(
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        time_commitment=row.time_commitment,
        where=", ".join(filter(None, (row.group, town))),
        task=TaskKind(row.task or TaskKind.SETTING_UP),
        check=CheckLevel(row.check_level),
        offers_taster=row.offers_taster,
        is_remote=row.is_remote,
        miles=None if row.square is None else sqrt(row.square),
    )
