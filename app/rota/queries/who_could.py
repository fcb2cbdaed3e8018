"""Who could take a shift on: everyone who has its role, in as many questions for 2,000 as for 2."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.orm import joinedload

from app.opportunities import queries as opportunities
from app.opportunities.models import (
    VOLUNTEERING,
    Application,
    ApplicationState,
    Opportunity,
    StepKind,
)
from app.organisations.models import Membership
from app.people.models import Person
from app.rota.models import GIVING, LIVE, Shift, ShiftSignup
from app.shared.database import db, utcnow

AROUND = timedelta(days=8)
"""How far around a shift the others of its people matter."""
LATELY = timedelta(weeks=8)
MOST_NAMED = 10


@dataclass(frozen=True)
class Volunteer:
    """Somebody who has the role of a shift, with all that says whether they could take it."""

    person_id: int
    name: str
    is_active: bool
    """Not having a break."""
    free: tuple[str, ...]
    """When they said they are free: "0-morning" is Monday morning. Empty where they did not say."""
    since: datetime
    is_on_it: bool
    is_ready: bool
    """Whether all that the role needs of them is done and good on the day."""
    own: tuple[Shift, ...]
    lately: int
    """Shifts of the last weeks, and those to come: whoever has fewest is asked first."""


def volunteers_for(shift: Shift) -> list[Volunteer]:
    """Everyone who has the role of `shift`, which is loaded with it."""
    rows = db.session.execute(
        select(
            Person.id,
            Person.name,
            Application.state,
            Application.free,
            Application.moved_at,
        )
        .join(Person, Application.person_id == Person.id)
        .where(*_has_role(shift))
        .order_by(Application.moved_at, Person.id)
    ).all()
    own, on_it, lately = _own(shift), _on_it(shift), _lately(shift)
    ready = ready_for(shift)
    return [
        Volunteer(
            person_id=person_id,
            name=name,
            is_active=state == ApplicationState.ACTIVE,
            free=tuple(free or ()),
            since=since,
            is_on_it=person_id in on_it,
            is_ready=person_id in ready,
            own=tuple(own.get(person_id, ())),
            lately=lately.get(person_id, 0),
        )
        for person_id, name, state, free, since in rows
    ]


def without_the_role(shift: Shift, name: str) -> Sequence[Person]:
    """People of the same group so called who have not the role of `shift`, A to Z."""
    group_id = shift.opportunity.organisation_id
    in_team = select(Membership.person_id).where(Membership.organisation_id == group_id)
    in_a_role = (
        select(Application.person_id)
        .join(Application.opportunity)
        .where(Opportunity.organisation_id == group_id, Application.state.in_(VOLUNTEERING))
    )
    return db.session.scalars(
        select(Person)
        .where(or_(Person.id.in_(in_team), Person.id.in_(in_a_role)))
        .where(Person.id.not_in(_people_of(shift)))
        .where(func.lower(Person.name).startswith(name.lower(), autoescape=True))
        .order_by(Person.name, Person.id)
        .limit(MOST_NAMED)
    ).all()


def ready_for(shift: Shift) -> frozenset[int]:
    """Those who have the role of `shift` and whatever it needs: check and training, good that day,
    the days of grace included."""
    role, day = shift.opportunity, shift.local_date
    check = opportunities.passed(role, StepKind.CHECK, on=day)
    return check & opportunities.passed(role, StepKind.TRAINING, on=day)


def _has_role(shift: Shift) -> tuple[ColumnElement[bool], ...]:
    return (
        Application.opportunity_id == shift.opportunity_id,
        Application.state.in_(VOLUNTEERING),
    )


def _people_of(shift: Shift) -> ScalarSelect[int]:
    return select(Application.person_id).where(*_has_role(shift)).scalar_subquery()


def _own(shift: Shift) -> dict[int, list[Shift]]:
    """The shifts that each of them has around this one. Each is loaded once, whoever is on it."""
    pairs = db.session.execute(
        select(ShiftSignup.person_id, ShiftSignup.shift_id)
        .join(Shift, ShiftSignup.shift_id == Shift.id)
        .where(ShiftSignup.person_id.in_(_people_of(shift)), ShiftSignup.state.in_(GIVING))
        .where(Shift.ends_at > shift.starts_at - AROUND, Shift.starts_at < shift.ends_at + AROUND)
        .where(Shift.cancelled_at.is_(None))
    ).all()
    ids = {shift_id for _, shift_id in pairs}
    whole = select(Shift).options(joinedload(Shift.opportunity)).where(Shift.id.in_(ids))
    shifts = {each.id: each for each in db.session.scalars(whole)}
    own: dict[int, list[Shift]] = {}
    for person_id, shift_id in pairs:
        own.setdefault(person_id, []).append(shifts[shift_id])
    return own


def _on_it(shift: Shift) -> set[int]:
    return set(
        db.session.scalars(
            select(ShiftSignup.person_id).where(
                ShiftSignup.shift_id == shift.id, ShiftSignup.state.in_(LIVE)
            )
        )
    )


def _lately(shift: Shift) -> dict[int, int]:
    counted = (
        select(ShiftSignup.person_id, func.count())
        .join(Shift, ShiftSignup.shift_id == Shift.id)
        .where(ShiftSignup.person_id.in_(_people_of(shift)), ShiftSignup.state.in_(GIVING))
        .where(Shift.starts_at > utcnow() - LATELY, Shift.cancelled_at.is_(None))
        .group_by(ShiftSignup.person_id)
    )
    return dict(db.session.execute(counted).all())
