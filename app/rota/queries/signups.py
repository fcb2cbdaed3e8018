"""Who is on a shift, and where each stands."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, select, true
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.opportunities.models import VOLUNTEERING, Application, Opportunity
from app.people.models import Person
from app.places.models import Venue
from app.rota.models import COMING, LIVE, Shift, ShiftSignup, SignupState
from app.shared.database import db

MOST_CHOSEN = 2
"""How often somebody may choose a shift to try a role on. After that the group finds them a day."""
_SHIFT = joinedload(ShiftSignup.shift)
_ROLE = _SHIFT.joinedload(Shift.opportunity)
_PERSON = joinedload(ShiftSignup.person)


def live_of(shift: Shift, person: Person) -> ShiftSignup | None:
    """How `person` stands on a shift now, if they do. Read anew, for who holds the shift."""
    return db.session.scalar(
        _whole()
        .where(ShiftSignup.shift_id == shift.id, ShiftSignup.person_id == person.id)
        .where(ShiftSignup.state.in_(LIVE))
        .execution_options(populate_existing=True)
    )


def on(shift: Shift, states: Collection[str] = LIVE) -> Sequence[ShiftSignup]:
    """Those of a shift who stand in these states, by when they joined. Read anew."""
    return db.session.scalars(
        _whole()
        .where(ShiftSignup.shift_id == shift.id, ShiftSignup.state.in_(states))
        .order_by(ShiftSignup.joined_at, ShiftSignup.id)
        .execution_options(populate_existing=True)
    ).all()


def on_shifts(
    shift_ids: Collection[int], states: Collection[str] = LIVE
) -> dict[int, list[ShiftSignup]]:
    """The same of many shifts, with only the person loaded."""
    rows = db.session.scalars(
        select(ShiftSignup)
        .options(_PERSON)
        .where(ShiftSignup.shift_id.in_(shift_ids), ShiftSignup.state.in_(states))
        .order_by(ShiftSignup.joined_at, ShiftSignup.id)
    )
    found: dict[int, list[ShiftSignup]] = {}
    for row in rows:
        found.setdefault(row.shift_id, []).append(row)
    return found


def one(signup_id: int) -> ShiftSignup | None:
    """The sign-up of this number. Read anew."""
    return db.session.scalar(
        _whole().where(ShiftSignup.id == signup_id).execution_options(populate_existing=True)
    )


def one_on(shift: Shift, signup_id: int) -> ShiftSignup:
    """A sign-up of this very shift; 404 for any other."""
    found: ShiftSignup = db.first_or_404(
        _whole().where(ShiftSignup.id == signup_id, ShiftSignup.shift_id == shift.id)
    )
    return found


def of_person(
    person: Person, since: datetime, states: Collection[str] = LIVE
) -> Sequence[ShiftSignup]:
    """What `person` said yes to that ends after `since`, soonest first, with role and place."""
    return db.session.scalars(
        select(ShiftSignup)
        .join(ShiftSignup.shift)
        .options(
            contains_eager(ShiftSignup.shift)
            .joinedload(Shift.opportunity)
            .options(
                joinedload(Opportunity.organisation),
                joinedload(Opportunity.venue).joinedload(Venue.place),
            )
        )
        .where(ShiftSignup.person_id == person.id, ShiftSignup.state.in_(states))
        .where(Shift.ends_at > since)
        .order_by(Shift.starts_at, Shift.id)
    ).all()


def has_tried(person: Person, role: Opportunity) -> ShiftSignup | None:
    """The one shift on which `person` tried this role, or will."""
    tried = (SignupState.SIGNED_UP, SignupState.CAME)
    return db.session.scalar(
        _whole().where(
            ShiftSignup.taster_of_id == role.id,
            ShiftSignup.person_id == person.id,
            ShiftSignup.state.in_(tried),
        )
    )


def has_chosen_enough(person: Person, role: Opportunity) -> bool:
    """Whether `person` chose shifts to try this role on, and gave them back, as often as they may.
    Only what they gave back counts: nothing follows from not coming."""
    given_back = db.session.scalar(
        select(func.count()).where(
            ShiftSignup.taster_of_id == role.id,
            ShiftSignup.person_id == person.id,
            ShiftSignup.state == SignupState.CANNOT_MAKE_IT,
        )
    )
    return (given_back or 0) >= MOST_CHOSEN


def company_on(shift: Shift, but: Person) -> list[str]:
    """The first names of those who have the role and will be on a shift."""
    coming = on_shifts([shift.id], COMING).get(shift.id, [])
    return [
        each.person.first_name for each in coming if not each.is_taster and each.person_id != but.id
    ]


def doubled(shift_ids: Collection[int], *, for_team: bool = False) -> set[int]:
    """Which sign-ups of these shifts are at the same time as something else their person has;
    `for_team`, has with the same group: a group learns nothing of what they do elsewhere."""
    other, elsewhere = aliased(ShiftSignup), aliased(Shift)
    role, other_role = aliased(Opportunity), aliased(Opportunity)
    is_same_group = role.organisation_id == other_role.organisation_id
    return set(
        db.session.scalars(
            select(ShiftSignup.id)
            .join(Shift, ShiftSignup.shift_id == Shift.id)
            .join(role, Shift.opportunity_id == role.id)
            .join(other, other.person_id == ShiftSignup.person_id)
            .join(elsewhere, other.shift_id == elsewhere.id)
            .join(other_role, elsewhere.opportunity_id == other_role.id)
            .where(ShiftSignup.shift_id.in_(shift_ids), ShiftSignup.state.in_(COMING))
            .where(other.id != ShiftSignup.id, other.state.in_(COMING))
            .where(elsewhere.cancelled_at.is_(None), Shift.cancelled_at.is_(None))
            .where(elsewhere.starts_at < Shift.ends_at, elsewhere.ends_at > Shift.starts_at)
            .where(is_same_group if for_team else true())
        )
    )


def unreminded(now: datetime, until: datetime) -> Sequence[ShiftSignup]:
    """Who is expected soon, wants a reminder and had none."""
    return db.session.scalars(
        _whole()
        .join(ShiftSignup.shift)
        .join(ShiftSignup.person)
        .where(ShiftSignup.state.in_(COMING), ShiftSignup.reminded_at.is_(None))
        .where(Shift.starts_at > now, Shift.starts_at < until, Shift.cancelled_at.is_(None))
        .where(Person.wants_reminders, Person.email.is_not(None))
        .order_by(ShiftSignup.shift_id, ShiftSignup.id)
    ).all()


def of_leavers(now: datetime, limit: int) -> Sequence[ShiftSignup]:
    """Sign-ups to come of people who no longer have the role. A break is not leaving it."""
    has_role = exists().where(
        Application.opportunity_id == Shift.opportunity_id,
        Application.person_id == ShiftSignup.person_id,
        Application.state.in_(VOLUNTEERING),
    )
    return db.session.scalars(
        _whole()
        .join(ShiftSignup.shift)
        .where(ShiftSignup.state.in_((*COMING, SignupState.STANDBY)), Shift.starts_at > now)
        .where(ShiftSignup.taster_of_id.is_(None), ~has_role)
        .order_by(ShiftSignup.shift_id, ShiftSignup.id)
        .limit(limit)
    ).all()


def _whole() -> Select[ShiftSignup]:
    """With the person, the shift, its role and where it is: what a mail says."""
    return select(ShiftSignup).options(
        _PERSON,
        _ROLE.joinedload(Opportunity.organisation),
        _ROLE.joinedload(Opportunity.venue).joinedload(Venue.place),
    )
