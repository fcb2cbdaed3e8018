"""Applications as those who made them see them, and those who decide."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased, joinedload

from app.opportunities.models import (
    OPEN,
    OVER,
    VOLUNTEERING,
    Application,
    ApplicationNote,
    ApplicationState,
    Opportunity,
)
from app.opportunities.queries.roles import is_public
from app.organisations.models import (
    ORGANISING,
    Membership,
    Organisation,
    Position,
)
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow

DECIDING = (*ORGANISING, Position.SCREENER)
"""Who reads and answers applications."""


def live_of(person: Person, role: Opportunity) -> Application | None:
    """What `person` has going on for this role, if it is not over: at most one."""
    return db.session.scalar(
        _shown().where(
            Application.person_id == person.id,
            Application.opportunity_id == role.id,
            Application.state.not_in(OVER),
        )
    )


def draft_at(person: Person, slug: str) -> Application | None:
    """What `person` has begun to write for the role at this address, even if it takes nobody now.
    Not what they have sent."""
    return db.session.scalar(
        _shown().where(
            Application.person_id == person.id,
            Application.state == ApplicationState.DRAFT,
            Opportunity.slug == slug,
        )
    )


def own(person: Person, application_id: int) -> Application:
    """An application of `person`; 404 for anybody else's."""
    found: Application = db.first_or_404(
        _shown()
        .options(joinedload(Application.person))
        .where(Application.id == application_id, Application.person_id == person.id)
    )
    return found


def all_own(person: Person) -> Sequence[Application]:
    """Everything that `person` asked for and has, the newest first."""
    return db.session.scalars(
        _shown()
        .where(Application.person_id == person.id)
        .order_by(Application.moved_at.desc(), Application.id.desc())
    ).all()


def to_decide(person: Person, application_id: int) -> Application:
    """An application to a group that `person` decides for, and not their own; 404 for any other,
    and for drafts, which nobody else sees."""
    found: Application = db.first_or_404(
        _shown()
        .options(joinedload(Application.person))
        .where(
            Application.id == application_id,
            Application.state != ApplicationState.DRAFT,
            Application.person_id != person.id,
            _decides(person.id, Opportunity.organisation_id),
        )
    )
    return found


def of_group(group: Organisation, but: Person) -> Sequence[Application]:
    """Every application to the roles of a group that is on its way or has led somewhere, the ones
    that wait longest first. Not one's own."""
    return db.session.scalars(
        _shown()
        .where(
            Opportunity.organisation_id == group.id,
            Application.state.in_((*OPEN, *VOLUNTEERING)),
            Application.person_id != but.id,
        )
        .order_by(Application.moved_at, Application.id)
    ).all()


def answered_of_group(group: Organisation, but: Person, limit: int) -> Sequence[Application]:
    """The applications that are over, the newest first. Not one's own."""
    return db.session.scalars(
        _shown()
        .where(
            Opportunity.organisation_id == group.id,
            Application.state.in_(OVER),
            Application.person_id != but.id,
        )
        .order_by(Application.moved_at.desc(), Application.id.desc())
        .limit(limit)
    ).all()


def with_whom(applications: Collection[Application]) -> dict[int, str]:
    """Who looks after each of these, by its id: whoever took it, while they still decide for that
    group. One that nobody looks after is left out."""
    rows = db.session.execute(
        select(Application.id, Person)
        .join(Person, Person.id == Application.with_id)
        .join(Opportunity, Opportunity.id == Application.opportunity_id)
        .where(
            Application.id.in_([each.id for each in applications]),
            _decides(Person.id, Opportunity.organisation_id),
        )
    )
    return {id_: person.first_name_and_initial for id_, person in rows}


def roles_held_in(group: Organisation, person: Person) -> Sequence[Application]:
    """How `person` has each of their roles in a group, a break from one included."""
    return db.session.scalars(
        _shown()
        .options(joinedload(Application.person))
        .where(Opportunity.organisation_id == group.id, Application.person_id == person.id)
        .where(Application.state.in_(VOLUNTEERING))
        .order_by(Application.id)
    ).all()


def notes_on(application: Application) -> Sequence[ApplicationNote]:
    """What the team wrote down, the newest first."""
    return db.session.scalars(
        select(ApplicationNote)
        .where(ApplicationNote.application_id == application.id)
        .options(joinedload(ApplicationNote.author))
        .order_by(ApplicationNote.id.desc())
    ).all()


def decides_for(person: Person, organisation_id: int) -> bool:
    """Whether `person` reads and answers applications to this group."""
    return bool(db.session.scalar(select(_decides(person.id, organisation_id))))


def decides_alone(person: Person, organisation_id: int) -> bool:
    """Whether `person` decides for this group, and nobody else does."""
    deciding = select(Membership.person_id).where(
        Membership.organisation_id == organisation_id, Membership.position.in_(DECIDING)
    )
    return set(db.session.scalars(deciding)) == {person.id}


def deciders(organisation_id: int, but_id: int) -> Sequence[Person]:
    """Everybody who decides for a group and can be written to, but for one person."""
    return db.session.scalars(
        select(Person)
        .where(_decides(Person.id, organisation_id), Person.id != but_id, Person.email.is_not(None))
        .order_by(Person.id)
    ).all()


def other_roles(application: Application, limit: int, today: date) -> Sequence[Opportunity]:
    """Roles that whoever applied could have instead, and has not asked for: of the same group
    first, then near it."""
    role = application.opportunity
    asked = aliased(Application)
    has_asked = exists().where(
        asked.opportunity_id == Opportunity.id,
        asked.person_id == application.person_id,
        asked.state.not_in(OVER),
    )
    return db.session.scalars(
        select(Opportunity)
        .join(Opportunity.organisation)
        .where(*is_public(today), Opportunity.id != role.id, ~has_asked)
        .where(Opportunity.minimum_age <= role.minimum_age)
        .options(joinedload(Opportunity.organisation))
        .order_by(
            (Opportunity.organisation_id != role.organisation_id),
            (Organisation.base_place_id != role.organisation.base_place_id),
            Opportunity.title,
            Opportunity.id,
        )
        .limit(limit)
    ).all()


def may_be_sent(application: Application) -> bool:
    """Whether its role takes people now."""
    role = select(Opportunity.id).join(Opportunity.organisation)
    return bool(
        db.session.scalar(
            role.where(Opportunity.id == application.opportunity_id, *is_public(utcnow().date()))
        )
    )


def _decides(person_id: object, organisation_id: object) -> ColumnElement[bool]:
    return exists().where(
        Membership.organisation_id == organisation_id,
        Membership.person_id == person_id,
        Membership.position.in_(DECIDING),
    )


def _shown() -> Select[Application]:
    role = joinedload(Application.opportunity)
    return (
        select(Application)
        .join(Application.opportunity)
        .options(
            role.joinedload(Opportunity.organisation),
            role.joinedload(Opportunity.venue).joinedload(Venue.place),
        )
    )
