"""Roles that anyone may see, and those of one group."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.opportunities.models import Opportunity
from app.organisations.models import Organisation, OrganisationState
from app.places.models import Venue
from app.shared.database import db, utcnow


def is_public(today: date) -> list[ColumnElement[bool]]:
    """What a role must hold for anyone to be shown it, its group joined."""
    return [
        Opportunity.published_at.is_not(None),
        Opportunity.paused_at.is_(None),
        Opportunity.closed_at.is_(None),
        or_(Opportunity.closes_on.is_(None), Opportunity.closes_on >= today),
        Organisation.state == OrganisationState.VERIFIED,
    ]


def on_offer() -> Sequence[Opportunity]:
    """Every role that people may come to, with what its row in a list shows, A to Z."""
    return db.session.scalars(shown_on_offer()).all()


def shown_on_offer() -> Select[Opportunity]:
    """Those roles, for whoever asks for more of each."""
    return _shown().where(*is_public(utcnow().date())).order_by(Opportunity.title, Opportunity.id)


def public(slug: str) -> Opportunity:
    """The role at this address, with all that its page shows; 404 where nobody may see it."""
    role: Opportunity = db.first_or_404(
        _shown().where(Opportunity.slug == slug, *is_public(utcnow().date())).options(*_IN_FULL)
    )
    return role


def of_team(group: Organisation) -> Sequence[Opportunity]:
    """Every role of a group, those not yet published among them, A to Z."""
    return db.session.scalars(
        _shown()
        .where(Opportunity.organisation_id == group.id)
        .order_by(Opportunity.title, Opportunity.id)
    ).all()


def one_of_team(group: Organisation, slug: str) -> Opportunity:
    """One role of a group, with all that its team says of it; 404 for any other."""
    role: Opportunity = db.first_or_404(
        _shown()
        .where(Opportunity.organisation_id == group.id, Opportunity.slug == slug)
        .options(*_IN_FULL)
        .execution_options(populate_existing=True)
    )
    return role


_IN_FULL = (
    joinedload(Opportunity.supporter),
    selectinload(Opportunity.badges),
    selectinload(Opportunity.events),
)


def _shown() -> Select[Opportunity]:
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
