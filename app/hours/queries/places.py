"""Where a person may say that they gave time: groups that know them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.opportunities.models import Application, ApplicationState, Opportunity
from app.organisations.models import Membership, Organisation
from app.people.models import Person
from app.shared.database import db

HAD = (ApplicationState.ACTIVE, ApplicationState.PAUSED, ApplicationState.ENDED)
"""Had the role at some time."""


@dataclass(frozen=True, slots=True)
class Where:
    """A role, or a group and whatever somebody does there; `value` names it in a form."""

    value: str
    words: str
    organisation_id: int
    opportunity_id: int | None = None


def where_given(person: Person) -> list[Where]:
    """The roles that a person has or had, A to Z, then the groups of these roles and of teams that
    they are in."""
    roles = db.session.scalars(
        select(Opportunity)
        .join(Application, Application.opportunity_id == Opportunity.id)
        .where(Application.person_id == person.id, Application.state.in_(HAD))
        .options(joinedload(Opportunity.organisation))
        .order_by(Opportunity.title, Opportunity.id)
    ).unique()
    chosen = {role.id: role for role in roles}
    teams = select(Membership.organisation_id).where(Membership.person_id == person.id)
    known = {role.organisation_id for role in chosen.values()}
    groups = db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(teams) | Organisation.id.in_(known))
        .order_by(Organisation.name, Organisation.id)
    )
    return [
        *(
            Where(
                f"role-{role.id}",
                f"{role.title}, {role.organisation.name}",
                role.organisation_id,
                role.id,
            )
            for role in chosen.values()
        ),
        *(
            Where(f"group-{group.id}", f"{group.name}: something else", group.id)
            for group in groups
        ),
    ]
