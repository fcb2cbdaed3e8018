"""The badges there are, what one person works towards, and what they let a group read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.badges.models import LIVE, Badge, BadgeAward, BadgeVersion, Reflection
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db


def every() -> Sequence[Badge]:
    """All badges, A to Z."""
    return db.session.scalars(select(Badge).order_by(Badge.name)).all()


def badge(slug: str) -> Badge:
    """The badge at this address, or 404."""
    found: Badge = db.first_or_404(select(Badge).where(Badge.slug == slug))
    return found


def version_of(badge: Badge) -> BadgeVersion:
    """The badge as it is worded today, with its criteria."""
    return db.session.scalars(
        select(BadgeVersion)
        .where(BadgeVersion.badge_id == badge.id, BadgeVersion.number == badge.number)
        .options(selectinload(BadgeVersion.criteria))
    ).one()


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
