"""What people write on the way to a badge, and what they let a group read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from app.badges.models import BadgeAward, Reflection
from app.organisations.models import Membership, Organisation
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
    """The notes that people of its team let this group read, with who wrote them, the latest
    first."""
    way = contains_eager(Reflection.award)
    return db.session.scalars(
        select(Reflection)
        .join(Reflection.award)
        .where(Reflection.shown_to_id == group.id, _is_with_them())
        .options(way.joinedload(BadgeAward.badge), way.joinedload(BadgeAward.person))
        .order_by(Reflection.id.desc())
    ).all()


def notes_shown_for(award: BadgeAward) -> Sequence[Reflection]:
    """The notes on this way that the person, of its team, lets the group read."""
    return db.session.scalars(
        select(Reflection)
        .join(Reflection.award)
        .where(Reflection.award_id == award.id, Reflection.shown_to_id == award.organisation_id)
        .where(_is_with_them())
        .order_by(Reflection.id)
    ).all()


def _is_with_them() -> ColumnElement[bool]:
    """Whoever wrote it is in the team still: who leaves takes their words along."""
    return exists().where(
        Membership.person_id == BadgeAward.person_id,
        Membership.organisation_id == Reflection.shown_to_id,
    )
