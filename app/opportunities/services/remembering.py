"""Keeping what somebody answered, and forgetting it."""

from typing import Any

from sqlalchemy import update

from app.opportunities import queries
from app.opportunities.models import RememberedAnswer
from app.people.models import Person
from app.shared.database import db, utcnow


def remember_answers(person: Person, said: dict[str, Any]) -> None:
    """Keep what `person` answered, in place of what was kept before. Twice is once."""
    _hold(person)
    kept = queries.remembered(person)
    if kept is None:
        kept = RememberedAnswer(person_id=person.id)
        db.session.add(kept)
    kept.said, kept.kept_at = said, utcnow()
    db.session.flush()


def forget_answers(person: Person) -> None:
    """Keep nothing of it any more. Twice is once."""
    _hold(person)
    if kept := queries.remembered(person):
        db.session.delete(kept)
        db.session.flush()


def _hold(person: Person) -> None:
    """A double tap waits for itself: an UPDATE that changes nothing."""
    db.session.execute(
        update(Person)
        .where(Person.id == person.id)
        .values(name=Person.name)
        .execution_options(synchronize_session=False)
    )
