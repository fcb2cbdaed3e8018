"""Keeping what somebody answered, and forgetting it."""

from typing import Any

from app.opportunities import queries
from app.opportunities.models import RememberedAnswer
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.holding import hold


def remember_answers(person: Person, said: dict[str, Any]) -> None:
    """Keep what `person` answered, in place of what was kept before. Twice is once."""
    hold(person)  # a double tap waits for itself
    kept = queries.remembered(person)
    if kept is None:
        kept = RememberedAnswer(person_id=person.id)
        db.session.add(kept)
    kept.said, kept.kept_at = said, utcnow()
    db.session.flush()


def forget_answers(person: Person) -> None:
    """Keep nothing of it any more. Twice is once."""
    hold(person)
    if kept := queries.remembered(person):
        db.session.delete(kept)
        db.session.flush()
