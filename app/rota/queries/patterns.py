"""The patterns that shifts come from."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.events.models import Event, Occurrence
from app.opportunities.models import Opportunity, opportunity_events
from app.organisations.models import GONE, Organisation, OrganisationState
from app.rota.models import Shift, ShiftPattern
from app.shared.database import db, utcnow


def patterns_of(group: Organisation, today: date) -> Sequence[ShiftPattern]:
    """The patterns of a group's roles that still make shifts, by role."""
    return db.session.scalars(
        select(ShiftPattern)
        .join(ShiftPattern.opportunity)
        .options(joinedload(ShiftPattern.opportunity), joinedload(ShiftPattern.event))
        .where(Opportunity.organisation_id == group.id, _goes_on(today))
        .order_by(Opportunity.title, ShiftPattern.weekday, ShiftPattern.start_time, ShiftPattern.id)
    ).all()


def pattern_of(group: Organisation, pattern_id: int) -> ShiftPattern:
    """One pattern of a group; 404 for any other."""
    found: ShiftPattern = db.first_or_404(
        select(ShiftPattern)
        .join(ShiftPattern.opportunity)
        .options(joinedload(ShiftPattern.opportunity), joinedload(ShiftPattern.event))
        .where(ShiftPattern.id == pattern_id, Opportunity.organisation_id == group.id)
    )
    return found


def same_pattern(role: Opportunity, **values: Any) -> ShiftPattern | None:
    """The pattern of a role that promises just this already, if it was not ended."""
    same = select(ShiftPattern).filter_by(opportunity_id=role.id, last_date=None, **values)
    return db.session.scalar(same.order_by(ShiftPattern.id).limit(1))


def same_shift(shift: Shift) -> Shift | None:
    """The one of its role that is just like a shift on its own, if it is not off."""
    alike = ("starts_at", "ends_at", "least", "most", "note")
    return db.session.scalar(
        select(Shift)
        .where(Shift.opportunity_id == shift.opportunity.id, Shift.pattern_id.is_(None))
        .where(Shift.cancelled_at.is_(None), Shift.occurrence_id.is_(None))
        .where(*(getattr(Shift, name) == getattr(shift, name) for name in alike))
        .order_by(Shift.id)
        .limit(1)
    )


def going_on(today: date, after_id: int, limit: int) -> Sequence[ShiftPattern]:
    """Patterns that make shifts from today on, of roles that are published and not closed, of
    groups that are neither paused nor gone."""
    return db.session.scalars(
        select(ShiftPattern)
        .join(ShiftPattern.opportunity)
        .join(Opportunity.organisation)
        .where(Opportunity.published_at.is_not(None), Opportunity.closed_at.is_(None))
        .where(Organisation.state == OrganisationState.VERIFIED)
        .where(_goes_on(today), ShiftPattern.id > after_id)
        .options(joinedload(ShiftPattern.event))
        .order_by(ShiftPattern.id)
        .limit(limit)
    ).all()


def roles_with_events(group: Organisation) -> Sequence[Opportunity]:
    """The roles of a group that are not closed, each with the events that it helps at, A to Z."""
    return db.session.scalars(
        select(Opportunity)
        .where(Opportunity.organisation_id == group.id, Opportunity.closed_at.is_(None))
        .options(selectinload(Opportunity.events), joinedload(Opportunity.organisation))
        .order_by(Opportunity.title, Opportunity.id)
    ).all()


def helps_at(role: Opportunity, event: Event) -> bool:
    """Whether a role is said to help at an event."""
    joined = opportunity_events.c
    found = exists().where(joined.opportunity_id == role.id, joined.event_id == event.id)
    return bool(db.session.scalar(select(found)))


def dates_of_event(event: Event, now: datetime, start: date, end: date) -> Sequence[Occurrence]:
    """The dates of an event between these days that are not off."""
    return db.session.scalars(
        select(Occurrence)
        .where(Occurrence.event_id == event.id, Occurrence.starts_at > now)
        .where(Occurrence.local_date >= start, Occurrence.local_date <= end)
        .where(Occurrence.cancelled_at.is_(None))
        .order_by(Occurrence.starts_at)
    ).all()


def to_come_of(pattern: ShiftPattern, after: date) -> Sequence[Shift]:
    """The shifts of a pattern after this day that have not begun."""
    role = joinedload(Shift.opportunity)
    return db.session.scalars(
        select(Shift)
        .options(role.joinedload(Opportunity.organisation), role.joinedload(Opportunity.venue))
        .where(Shift.pattern_id == pattern.id, Shift.local_date > after)
        .where(Shift.starts_at > utcnow())
        .order_by(Shift.id)
    ).all()


def of_what_is_over(now: datetime, limit: int) -> Sequence[Shift]:
    """Shifts to come of roles that are closed, or whose group has left, that are on, or would be
    with their date."""
    role = contains_eager(Shift.opportunity)
    return db.session.scalars(
        select(Shift)
        .join(Shift.opportunity)
        .join(Opportunity.organisation)
        .options(role.contains_eager(Opportunity.organisation), role.joinedload(Opportunity.venue))
        .where(Opportunity.closed_at.is_not(None) | Organisation.state.in_(GONE))
        .where(Shift.starts_at > now, Shift.cancelled_at.is_(None) | Shift.is_off_with_date)
        .order_by(Shift.id)
        .limit(limit)
    ).all()


def _goes_on(today: date) -> ColumnElement[bool]:
    """One that was ended before it began has no day left."""
    has_a_day = ShiftPattern.last_date >= ShiftPattern.first_date
    return or_(ShiftPattern.last_date.is_(None), (ShiftPattern.last_date >= today) & has_a_day)
