"""What somebody chooses once for all their shifts."""

from datetime import timedelta

from app.people.models import Person
from app.rota import queries
from app.rota.models import RotaChoice
from app.rota.services.holding import hold
from app.shared.codes import hashed, new_key
from app.shared.database import db

CALENDAR_BACK = timedelta(days=30)
"""How long a shift that was stays in a calendar."""


def choose_cover(person: Person, cover: str) -> None:
    """Whether `person` may be asked to stand in, and by mail."""
    _choice_of(person).cover = cover
    db.session.flush()


def new_calendar(person: Person) -> str:
    """The key of a new address for their calendar; the address before it ends."""
    key = new_key()
    _choice_of(person).calendar_hash = hashed(key)
    db.session.flush()
    return key


def end_calendar(person: Person) -> None:
    """Nobody sees their shifts in a calendar any more."""
    _choice_of(person).calendar_hash = None
    db.session.flush()


def _choice_of(person: Person) -> RotaChoice:
    hold([], [person.id])  # two first taps at once find the one row
    known = queries.choice_of(person)
    if known is None:
        known = RotaChoice(person_id=person.id)
        db.session.add(known)
        db.session.flush()
    return known
