"""Who has a role."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.opportunities.models import VOLUNTEERING, Application, Opportunity
from app.people.models import Person
from app.shared.database import db


def role_of(person: Person, role: Opportunity) -> Application | None:
    """How `person` came to have this role, if they have it (paused or not)."""
    return db.session.scalar(
        select(Application).where(
            Application.opportunity_id == role.id,
            Application.person_id == person.id,
            Application.state.in_(VOLUNTEERING),
        )
    )


def volunteers_of(role: Opportunity) -> Sequence[Application]:
    """Everyone who has this role, with the person, by when they got it."""
    return db.session.scalars(
        select(Application)
        .where(Application.opportunity_id == role.id, Application.state.in_(VOLUNTEERING))
        .options(joinedload(Application.person))
        .order_by(Application.moved_at, Application.id)
    ).all()
