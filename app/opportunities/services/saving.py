"""Keeping a role for later."""

from sqlalchemy import Insert, delete
from sqlalchemy.dialects import postgresql, sqlite

from app.opportunities.models import Opportunity, SavedOpportunity
from app.people.models import Person
from app.shared.database import db


def save_role(role: Opportunity, person: Person) -> None:
    """Keep `role` for `person`, once however often they ask. No group is told."""
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    insert: Insert = (
        postgresql.insert(SavedOpportunity).on_conflict_do_nothing()
        if is_postgresql
        else sqlite.insert(SavedOpportunity).on_conflict_do_nothing()
    )
    db.session.execute(insert.values(person_id=person.id, opportunity_id=role.id))


def forget_role(role: Opportunity, person: Person) -> None:
    """Keep it no longer."""
    db.session.execute(
        delete(SavedOpportunity).where(
            SavedOpportunity.person_id == person.id, SavedOpportunity.opportunity_id == role.id
        )
    )
