"""Whose eyes a role is for: people of its own group, by the name that the group knows."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.opportunities.models import OVER, Application, ApplicationState, Opportunity
from app.organisations.models import Membership, Organisation
from app.people.models import Person
from app.shared.database import db

MOST_NAMED = 10


def role_to_explain(group: Organisation, role_id: int) -> Opportunity:
    """One role of a group, with what decides who sees it; 404 for any other."""
    found: Opportunity = db.first_or_404(
        select(Opportunity)
        .where(Opportunity.id == role_id, Opportunity.organisation_id == group.id)
        .options(joinedload(Opportunity.organisation), selectinload(Opportunity.times))
    )
    return found


def called(role: Opportunity, name: str) -> Sequence[Person]:
    """People of the group of `role` so called: of its team, or who asked for a role of it."""
    in_team = select(Membership.person_id).where(Membership.organisation_id == role.organisation_id)
    asked = (
        select(Application.person_id)
        .join(Application.opportunity)
        .where(Opportunity.organisation_id == role.organisation_id)
        .where(Application.state.not_in((*OVER, ApplicationState.DRAFT)))
    )
    return db.session.scalars(
        select(Person)
        .where(or_(Person.id.in_(in_team), Person.id.in_(asked)))
        .where(func.lower(Person.name).startswith(name.lower(), autoescape=True))
        .order_by(Person.name, Person.id)
        .limit(MOST_NAMED)
    ).all()


def standing_with(role: Opportunity, people: Sequence[Person]) -> dict[int, Application]:
    """What each of these people has going on for this role. Not what they only began to write."""
    rows = db.session.scalars(
        select(Application)
        .where(
            Application.opportunity_id == role.id,
            Application.person_id.in_([person.id for person in people]),
            Application.state.not_in((*OVER, ApplicationState.DRAFT)),
        )
        .options(joinedload(Application.person))
    )
    return {row.person_id: row for row in rows}
