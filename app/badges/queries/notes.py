"""What people write on the way to a badge, and what they let a group read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.badges.models import BadgeAward, Reflection
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db


def written(award: BadgeAward, form_key: str) -> bool:
    """Whether this form has been sent before."""
    return bool(
        db.session.scalar(
            select(Reflection.id).where(
                Reflection.award_id == award.id, Reflection.form_key == form_key
            )
        )
    )


def reflection_of(person: Person, reflection_id: int) -> Reflection:
    """One of the notes of `person`; 404 for anyone else's."""
    found: Reflection = db.first_or_404(
        select(Reflection)
        .join(Reflection.award)
        .where(Reflection.id == reflection_id, BadgeAward.person_id == person.id)
        .options(
            joinedload(Reflection.award).joinedload(BadgeAward.badge),
            joinedload(Reflection.award).joinedload(BadgeAward.person),
            joinedload(Reflection.shown_to),
        )
    )
    return found


def shown_to(group: Organisation) -> Sequence[Reflection]:
    """The notes that people let this group read, with who wrote them, the latest first."""
    way = joinedload(Reflection.award)
    return db.session.scalars(
        select(Reflection)
        .where(Reflection.shown_to_id == group.id)
        .options(way.joinedload(BadgeAward.badge), way.joinedload(BadgeAward.person))
        .order_by(Reflection.id.desc())
    ).all()
