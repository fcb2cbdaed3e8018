"""What organisers choose from as they write a role."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from app.badges.models import Badge
from app.events.models import Event
from app.opportunities.models import Opportunity
from app.opportunities.queries.roles import IN_FULL, shown
from app.organisations.models import Organisation
from app.shared.database import db


def one_of_team(group: Organisation, role_id: int) -> Opportunity:
    """One role of a group as it is now, with all that its team says of it; 404 for any other."""
    role: Opportunity = db.first_or_404(
        shown()
        .where(Opportunity.organisation_id == group.id, Opportunity.id == role_id)
        .options(*IN_FULL)
        .execution_options(populate_existing=True)
    )
    return role


def begun_with(group: Organisation, slug: str) -> Opportunity | None:
    """The role of a group at this address, where a form that was sent before has begun one."""
    return db.session.scalar(
        select(Opportunity).where(Opportunity.organisation_id == group.id, Opportunity.slug == slug)
    )


def is_taken(slug: str) -> bool:
    """Whether a role has this address."""
    return db.session.scalar(select(Opportunity.id).where(Opportunity.slug == slug)) is not None


def badges() -> Sequence[Row[int, str]]:
    """The number and name of every badge, A to Z."""
    return db.session.execute(select(Badge.id, Badge.name).order_by(Badge.name)).all()


def events_to_help_at(group: Organisation) -> Sequence[Row[int, str]]:
    """The number and title of the events that a group has on, A to Z."""
    return db.session.execute(
        select(Event.id, Event.title)
        .where(Event.organisation_id == group.id, Event.published_at.is_not(None))
        .order_by(Event.title, Event.id)
    ).all()
