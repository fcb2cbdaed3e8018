"""The roles that somebody keeps for later."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from app.opportunities.models import Opportunity, SavedOpportunity
from app.opportunities.queries.filters import Filters
from app.opportunities.queries.lists import Card, cards
from app.people.models import Person
from app.shared.database import db

_MOST = 50


def has_saved(person: Person, role: Opportunity) -> bool:
    """Whether `person` keeps this role."""
    kept = exists().where(
        SavedOpportunity.person_id == person.id, SavedOpportunity.opportunity_id == role.id
    )
    return bool(db.session.scalar(select(kept)))


def saved_by(person: Person) -> Sequence[Card]:
    """What `person` keeps and is on offer now, A to Z."""
    return cards(Filters(saved_by_id=person.id), _MOST)
