"""Working towards a badge."""

from sqlalchemy import update

from app.badges import queries
from app.badges.models import Badge, BadgeAward
from app.people.models import Person
from app.shared.database import db


def start(person: Person, badge: Badge) -> BadgeAward:
    """Begin to work towards `badge`. Twice is once."""
    _hold(person)
    award = queries.award_of(person, badge)
    if award is None:
        version = queries.version_of(badge)
        award = BadgeAward(person=person, badge=badge, version=version)
        db.session.add(award)
        db.session.flush()
    return award


def _hold(person: Person) -> None:
    """Two taps at once wait for each other, so that both find the one row."""
    db.session.execute(
        update(Person)
        .where(Person.id == person.id)
        .values(created_at=Person.created_at)
        .execution_options(synchronize_session=False)
    )
