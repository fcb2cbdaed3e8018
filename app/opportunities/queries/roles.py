"""Roles that anyone may see, and those of one group."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.opportunities.models import Opportunity
from app.organisations.models import Membership, Organisation, OrganisationState, Position
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow

IN_FULL = (
    joinedload(Opportunity.supporter),
    selectinload(Opportunity.badges),
    selectinload(Opportunity.events),
)
"""What its page shows beyond that."""


def is_public(today: date) -> list[ColumnElement[bool]]:
    """What a role must hold for anyone to be shown it, its group joined."""
    return [
        Opportunity.published_at.is_not(None),
        Opportunity.paused_at.is_(None),
        Opportunity.closed_at.is_(None),
        or_(Opportunity.closes_on.is_(None), Opportunity.closes_on >= today),
        Organisation.state == OrganisationState.VERIFIED,
    ]


def shown_on_offer() -> Select[Opportunity]:
    """Those roles, for whoever asks for more of each."""
    return shown().where(*is_public(utcnow().date())).order_by(Opportunity.title, Opportunity.id)


def public(slug: str) -> Opportunity:
    """The role at this address, with all that its page shows; 404 where nobody may see it."""
    role: Opportunity = db.first_or_404(
        shown().where(Opportunity.slug == slug, *is_public(utcnow().date())).options(*IN_FULL)
    )
    return role


def not_now(slug: str) -> Opportunity | None:
    """The role at this address, where anyone could once see it but nobody is looked for now."""
    return db.session.scalar(
        shown()
        .where(Opportunity.slug == slug, Opportunity.published_at.is_not(None))
        .where(Organisation.state == OrganisationState.VERIFIED)
        .where(not_(and_(*is_public(utcnow().date()))))
    )


def supporter_of(role: Opportunity) -> Person | None:
    """Who guides people in this role: whom it names, while they are in the group's team; then an
    admin of the group, so that nobody is left without. Asked anew each time, so that leaving a team
    passes it on and coming back takes it up."""
    return db.session.scalar(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == role.organisation_id)
        .where(or_(Person.id == role.supporter_id, Membership.position == Position.ADMIN))
        .order_by((Person.id == role.supporter_id).desc(), Membership.id)
        .limit(1)
    )


def of_team(group: Organisation) -> Sequence[Opportunity]:
    """Every role of a group, those not yet published among them, A to Z."""
    return db.session.scalars(
        shown()
        .where(Opportunity.organisation_id == group.id)
        .order_by(Opportunity.title, Opportunity.id)
    ).all()


def shown() -> Select[Opportunity]:
    """Roles with what a row about one says, whoever may see them."""
    return (
        select(Opportunity)
        .join(Opportunity.organisation)
        .options(
            joinedload(Opportunity.organisation),
            joinedload(Opportunity.venue).joinedload(Venue.place),
            selectinload(Opportunity.tasks),
            selectinload(Opportunity.times),
        )
    )
