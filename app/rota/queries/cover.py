"""Who may be asked to stand in, in a fair order, and who is asked."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.opportunities.models import VOLUNTEERING, Application, ApplicationState, Opportunity
from app.organisations.models import ORGANISING, Membership
from app.people.models import Person
from app.places.models import Venue
from app.rota.models import (
    COMING,
    LIVE,
    TAKING,
    Cover,
    CoverAsk,
    RotaChoice,
    Shift,
    ShiftSignup,
    SignupState,
)
from app.shared.codes import hashed
from app.shared.database import db, utcnow


def could_cover(signup: ShiftSignup) -> Sequence[Person]:
    """Who has the role and may be asked to stand in for a sign-up: whoever was asked, or helped
    out, longest ago comes first; before them, in their turn, who stands by for this very shift. Not
    who is on it, was asked for it, or would rather not."""
    shift = signup.shift
    asked = select(CoverAsk.person_id).where(CoverAsk.signup_id == signup.id)
    is_on_it = select(ShiftSignup.person_id).where(
        ShiftSignup.shift_id == shift.id, ShiftSignup.state.in_(TAKING)
    )
    stands_by_since = (
        select(ShiftSignup.joined_at)
        .where(ShiftSignup.shift_id == shift.id, ShiftSignup.person_id == Person.id)
        .where(ShiftSignup.state == SignupState.STANDBY)
        .correlate(Person)
        .scalar_subquery()
    )
    would_rather_not = select(RotaChoice.person_id).where(RotaChoice.cover == Cover.NEVER)
    lately = (
        select(func.max(CoverAsk.asked_at))
        .where(CoverAsk.person_id == Person.id)
        .correlate(Person)
        .scalar_subquery()
    )
    return db.session.scalars(
        select(Person)
        .join(Application, Application.person_id == Person.id)
        .where(Application.opportunity_id == shift.opportunity_id)
        .where(Application.state == ApplicationState.ACTIVE, Person.id != signup.person_id)
        .where(Person.id.not_in(asked), Person.id.not_in(is_on_it))
        .where(or_(stands_by_since.is_not(None), Person.id.not_in(would_rather_not)))
        .order_by(stands_by_since.is_(None), stands_by_since)
        .order_by(lately.is_not(None), lately, Application.moved_at, Person.id)
    ).all()


def waiting_asks(signup: ShiftSignup) -> int:
    """How many have been asked and said nothing yet."""
    return (
        db.session.scalar(
            select(func.count()).where(CoverAsk.signup_id == signup.id, CoverAsk.answer == "")
        )
        or 0
    )


def asked_of(person: Person) -> Sequence[CoverAsk]:
    """What `person` is asked to stand in for, soonest first."""
    return db.session.scalars(
        select(CoverAsk)
        .join(CoverAsk.signup)
        .join(ShiftSignup.shift)
        .options(
            contains_eager(CoverAsk.signup)
            .contains_eager(ShiftSignup.shift)
            .joinedload(Shift.opportunity)
            .options(
                joinedload(Opportunity.organisation),
                joinedload(Opportunity.venue).joinedload(Venue.place),
            )
        )
        .where(CoverAsk.person_id == person.id, CoverAsk.answer == "", ShiftSignup.seeks_cover)
        .where(Shift.starts_at > utcnow(), Shift.cancelled_at.is_(None))
        .order_by(Shift.starts_at, CoverAsk.id)
    ).all()


def ask_of(ask_id: int, person: Person) -> CoverAsk:
    """One thing that `person` is, or was, asked to stand in for; 404 for any other."""
    found: CoverAsk = db.first_or_404(
        select(CoverAsk)
        .options(
            joinedload(CoverAsk.person),
            joinedload(CoverAsk.signup).joinedload(ShiftSignup.person),
            joinedload(CoverAsk.signup)
            .joinedload(ShiftSignup.shift)
            .joinedload(Shift.opportunity)
            .options(
                joinedload(Opportunity.organisation),
                joinedload(Opportunity.venue).joinedload(Venue.place),
            ),
        )
        .where(CoverAsk.id == ask_id, CoverAsk.person_id == person.id)
    )
    return found


def to_ask_on(asked_before: datetime, now: datetime, limit: int) -> Sequence[ShiftSignup]:
    """Sign-ups to come that still seek cover, and for which nobody was asked since."""
    is_fresh = exists().where(
        CoverAsk.signup_id == ShiftSignup.id, CoverAsk.asked_at > asked_before
    )
    return db.session.scalars(
        select(ShiftSignup)
        .join(ShiftSignup.shift)
        .options(
            contains_eager(ShiftSignup.shift)
            .joinedload(Shift.opportunity)
            .options(
                joinedload(Opportunity.organisation),
                joinedload(Opportunity.venue).joinedload(Venue.place),
            ),
            joinedload(ShiftSignup.person),
        )
        .where(ShiftSignup.seeks_cover, Shift.starts_at > now, Shift.cancelled_at.is_(None))
        .where(~is_fresh)
        .order_by(Shift.id, ShiftSignup.id)
        .limit(limit)
    ).all()


def choice_of(person: Person) -> RotaChoice | None:
    """What `person` chose about shifts."""
    return db.session.scalar(select(RotaChoice).where(RotaChoice.person_id == person.id))


def wants_gap_mail(shift: Shift, people: Collection[int]) -> set[int]:
    """Those of these people who said that they may be written to, and those who stand by for this
    very shift: we said that we write to them."""
    said_so = select(RotaChoice.person_id).where(RotaChoice.cover == Cover.MAIL)
    stand_by = select(ShiftSignup.person_id).where(
        ShiftSignup.shift_id == shift.id, ShiftSignup.state == SignupState.STANDBY
    )
    either = or_(Person.id.in_(said_so), Person.id.in_(stand_by))
    return set(db.session.scalars(select(Person.id).where(Person.id.in_(people), either)))


def whose_calendar(token: str) -> Person | None:
    """Who has their shifts at this address."""
    return db.session.scalar(
        select(Person)
        .join(RotaChoice, RotaChoice.person_id == Person.id)
        .where(RotaChoice.calendar_hash == hashed(token))
    )


def coordinators(role: Opportunity) -> Sequence[Person]:
    """Who is told what becomes of a role's shifts: its supporter if they organise for the group,
    else everyone who does."""
    organisers = db.session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == role.organisation_id)
        .where(Membership.position.in_(ORGANISING), Person.email.is_not(None))
        .order_by(Person.id)
        .distinct()
    ).all()
    supporter = [each for each in organisers if each.id == role.supporter_id]
    return supporter or organisers


def roles_held(person: Person) -> Sequence[Application]:
    """How `person` has each of their roles, a break from one included."""
    return db.session.scalars(
        select(Application).where(
            Application.person_id == person.id, Application.state.in_(VOLUNTEERING)
        )
    ).all()


def breaks_of(person: Person) -> Sequence[tuple[Opportunity, int]]:
    """The roles that `person` is having a break from, each with how many shifts they still have."""
    rows = db.session.execute(
        select(Opportunity, func.count())
        .join(Application, Application.opportunity_id == Opportunity.id)
        .join(Shift, Shift.opportunity_id == Opportunity.id)
        .join(ShiftSignup, ShiftSignup.shift_id == Shift.id)
        .where(Application.person_id == person.id, Application.state == ApplicationState.PAUSED)
        .where(ShiftSignup.person_id == person.id, Shift.starts_at > utcnow())
        .where(ShiftSignup.state.in_((*COMING, SignupState.STANDBY)))
        .group_by(Opportunity.id)
        .order_by(Opportunity.title, Opportunity.id)
    )
    return [(role, number) for role, number in rows]


def could_be_put_in(shift: Shift) -> Sequence[Person]:
    """Everyone who has the role of a shift and is not on it, A to Z."""
    on_it = select(ShiftSignup.person_id).where(
        ShiftSignup.shift_id == shift.id,
        ShiftSignup.state.in_(LIVE),
        ShiftSignup.state != SignupState.STANDBY,
    )
    return db.session.scalars(
        select(Person)
        .join(Application, Application.person_id == Person.id)
        .where(Application.opportunity_id == shift.opportunity_id)
        .where(Application.state == ApplicationState.ACTIVE, Person.id.not_in(on_it))
        .order_by(Person.name, Person.id)
    ).all()
