"""Shifts: of a role, of a person, of a group's weeks."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.events.models import Occurrence
from app.opportunities.models import VOLUNTEERING, Application, ApplicationState, Opportunity
from app.organisations.models import Organisation
from app.people.models import Person
from app.places.models import Venue
from app.rota.models import COMING, GIVING, TAKING, Shift, ShiftSignup, SignupState
from app.shared.database import db, utcnow

_ROLE = joinedload(Shift.opportunity)
_WITH_ROLE = (
    _ROLE.joinedload(Opportunity.organisation),
    _ROLE.joinedload(Opportunity.venue).joinedload(Venue.place),
)


def shift(shift_id: int) -> Shift | None:
    """The shift of this number, with its role."""
    return db.session.scalar(shown().where(Shift.id == shift_id))


def seen_by(shift_id: int, person: Person) -> Shift:
    """The shift of this number, if `person` has its role or ever said yes to it; 404 else."""
    found: Shift = db.first_or_404(_seen_by(shift_id, person))
    return found


def shift_seen_by(shift_id: int, person: Person) -> Shift | None:
    """The same, where it may be none of theirs."""
    return db.session.scalar(_seen_by(shift_id, person))


def of_group(group: Organisation, shift_id: int) -> Shift:
    """One shift of a group; 404 for any other."""
    of_it = Opportunity.organisation_id == group.id
    found: Shift = db.first_or_404(
        shown()
        .join(Shift.opportunity)
        .options(joinedload(Shift.occurrence))
        .where(Shift.id == shift_id, of_it)
    )
    return found


def in_weeks(group: Organisation, start: datetime, end: datetime) -> Sequence[Shift]:
    """Every shift of a group that begins between these moments, in order."""
    return db.session.scalars(
        select(Shift)
        .join(Shift.opportunity)
        .options(contains_eager(Shift.opportunity))
        .where(Opportunity.organisation_id == group.id)
        .where(Shift.starts_at >= start, Shift.starts_at < end)
        .order_by(Shift.starts_at, Opportunity.title, Shift.id)
    ).all()


def open_to(person: Person, start: datetime, end: datetime) -> Sequence[Shift]:
    """Shifts of the roles that `person` has, that begin between these moments, in order."""
    has_role = exists().where(
        Application.opportunity_id == Shift.opportunity_id,
        Application.person_id == person.id,
        Application.state == ApplicationState.ACTIVE,
    )
    return db.session.scalars(
        shown()
        .where(has_role, Shift.starts_at >= start, Shift.starts_at < end)
        .where(Shift.cancelled_at.is_(None))
        .order_by(Shift.starts_at, Shift.id)
    ).all()


def to_come(role: Opportunity, limit: int) -> Sequence[Shift]:
    """The next shifts of a role."""
    return db.session.scalars(
        shown()
        .where(Shift.opportunity_id == role.id, Shift.starts_at > utcnow())
        .where(Shift.cancelled_at.is_(None))
        .order_by(Shift.starts_at, Shift.id)
        .limit(limit)
    ).all()


def taken(shift: Shift) -> int:
    """How many places of a shift people have. Right only with the shift held."""
    return taken_by_shift([shift.id]).get(shift.id, 0)


def taken_by_shift(shift_ids: Collection[int]) -> dict[int, int]:
    """The same of many."""
    return _count(shift_ids, ShiftSignup.state.in_(TAKING))


def helpers_by_shift(shift_ids: Collection[int]) -> dict[int, int]:
    """How many who have the role are on each shift: whoever only tries it is not one of them."""
    return _count(shift_ids, ShiftSignup.state.in_(TAKING), ShiftSignup.taster_of_id.is_(None))


def with_company(role: Opportunity, but: Person | None, limit: int) -> Sequence[Shift]:
    """The next shifts of a role that somebody who has it will be on, and that have a place."""
    of_shift = ShiftSignup.shift_id == Shift.id
    coming = ShiftSignup.state.in_(COMING)
    is_active = exists().where(
        Application.opportunity_id == role.id,
        Application.person_id == ShiftSignup.person_id,
        Application.state == ApplicationState.ACTIVE,
    )
    others = (
        exists()
        .where(of_shift, coming, ShiftSignup.taster_of_id.is_(None), is_active)
        .where(ShiftSignup.person_id != (but.id if but else 0))
    )
    return db.session.scalars(
        shown()
        .where(Shift.opportunity_id == role.id, Shift.starts_at > utcnow())
        .where(Shift.cancelled_at.is_(None), others, _takers() < Shift.most)
        .order_by(Shift.starts_at, Shift.id)
        .limit(limit)
    ).all()


def tried_alone(now: datetime, until: datetime) -> Sequence[Shift]:
    """Shifts soon that somebody would try a role on, and that nobody who has it will be on."""
    coming = exists().where(ShiftSignup.shift_id == Shift.id, ShiftSignup.state.in_(COMING))
    return db.session.scalars(
        shown()
        .where(Shift.starts_at > now, Shift.starts_at < until, Shift.cancelled_at.is_(None))
        .where(coming.where(ShiftSignup.taster_of_id.is_not(None)))
        .where(~coming.where(ShiftSignup.taster_of_id.is_(None)))
        .order_by(Shift.id)
    ).all()


def of_date(occurrence: Occurrence) -> Sequence[Shift]:
    """The shifts that go where this date of an event goes."""
    return db.session.scalars(
        shown().where(Shift.occurrence_id == occurrence.id).order_by(Shift.id)
    ).all()


def behind_their_date(now: datetime, limit: int) -> Sequence[Occurrence]:
    """Dates to come of which a shift does not know how they stand now."""
    return db.session.scalars(
        select(Occurrence)
        .join(Shift, Shift.occurrence_id == Occurrence.id)
        .where(Shift.ends_at > now, Shift.date_sequence != Occurrence.sequence)
        .order_by(Occurrence.id)
        .limit(limit)
        .distinct()
    ).all()


def without_their_date(now: datetime, limit: int) -> Sequence[Shift]:
    """Shifts to come whose date is gone altogether."""
    return db.session.scalars(
        shown()
        .where(Shift.occurrence_id.is_(None), Shift.date_sequence.is_not(None))
        .where(Shift.cancelled_at.is_(None), Shift.starts_at > now)
        .order_by(Shift.id)
        .limit(limit)
    ).all()


def stood_by_with_room(now: datetime, limit: int) -> Sequence[Shift]:
    """Shifts to come that have a place, and somebody who stands by for one, soonest first."""
    stands_by = exists().where(
        ShiftSignup.shift_id == Shift.id, ShiftSignup.state == SignupState.STANDBY
    )
    return db.session.scalars(
        shown()
        .where(Shift.starts_at > now, Shift.cancelled_at.is_(None))
        .where(stands_by, _takers() < Shift.most)
        .order_by(Shift.starts_at, Shift.id)
        .limit(limit)
    ).all()


def own_between(people: Collection[int], start: datetime, end: datetime) -> dict[int, list[Shift]]:
    """The shifts that each of these people gives, or gave, between these moments, whoever's they
    are. One that they missed is not among them."""
    rows = db.session.execute(
        select(ShiftSignup.person_id, Shift)
        .join(Shift, ShiftSignup.shift_id == Shift.id)
        .options(_ROLE)
        .where(ShiftSignup.person_id.in_(people), ShiftSignup.state.in_(GIVING))
        .where(Shift.ends_at > start, Shift.starts_at < end, Shift.cancelled_at.is_(None))
        .order_by(Shift.starts_at, Shift.id)
    )
    own: dict[int, list[Shift]] = {}
    for person_id, each in rows:
        own.setdefault(person_id, []).append(each)
    return own


def shown() -> Select[Shift]:
    """Shifts with their role, its group and where it is."""
    return select(Shift).options(*_WITH_ROLE)


def _seen_by(shift_id: int, person: Person) -> Select[Shift]:
    has_role = exists().where(
        Application.opportunity_id == Shift.opportunity_id,
        Application.person_id == person.id,
        Application.state.in_(VOLUNTEERING),
    )
    is_on_it = exists().where(ShiftSignup.shift_id == Shift.id, ShiftSignup.person_id == person.id)
    return shown().where(Shift.id == shift_id, or_(has_role, is_on_it))


def _takers() -> ScalarSelect[int]:
    """How many places of each shift of a query people have."""
    return (
        select(func.count())
        .where(ShiftSignup.shift_id == Shift.id, ShiftSignup.state.in_(TAKING))
        .correlate(Shift)
        .scalar_subquery()
    )


def _count(shift_ids: Collection[int], *which: ColumnElement[bool]) -> dict[int, int]:
    rows = db.session.execute(
        select(ShiftSignup.shift_id, func.count())
        .where(ShiftSignup.shift_id.in_(shift_ids), *which)
        .group_by(ShiftSignup.shift_id)
    )
    return {shift_id: int(number) for shift_id, number in rows}
