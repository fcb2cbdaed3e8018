"""What one person works towards."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.badges.models import LIVE, Badge, BadgeAward, BadgeVersion, Reflection
from app.people.models import Person
from app.shared.database import db


def worked_towards(person: Person) -> Sequence[BadgeAward]:
    """What `person` works towards with its badge, the latest first."""
    return db.session.scalars(
        select(BadgeAward)
        .where(BadgeAward.person_id == person.id)
        .options(joinedload(BadgeAward.badge))
        .order_by(BadgeAward.id.desc())
    ).all()


def award_of(person: Person, badge: Badge) -> BadgeAward | None:
    """The way of `person` to this badge with all they wrote, if they have begun."""
    return db.session.scalar(
        select(BadgeAward)
        .where(
            BadgeAward.person_id == person.id,
            BadgeAward.badge_id == badge.id,
            BadgeAward.state.in_(LIVE),
        )
        .options(
            selectinload(BadgeAward.reflections).joinedload(Reflection.shown_to),
            joinedload(BadgeAward.version).selectinload(BadgeVersion.criteria),
        )
        .execution_options(populate_existing=True)
    )
