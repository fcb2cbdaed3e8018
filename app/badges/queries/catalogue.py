"""The badges there are, and what each takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.badges.models import Area, Badge, BadgeAward, BadgeVersion, Criterion, EverydaySkill, Layer
from app.organisations.models import Organisation, OrganisationState
from app.people.models import Person
from app.shared.database import db


@dataclass(frozen=True)
class Choice:
    """Which badges somebody wants to see; None for any."""

    area: Area | None = None
    layer: Layer | None = None
    skill: EverydaySkill | None = None

    def takes(self, badge: Badge) -> bool:
        """Whether `badge` is one of them."""
        return (
            self.area in (None, badge.area)
            and self.layer in (None, badge.layer)
            and (self.skill is None or self.skill in badge.everyday_skills)
        )


def every() -> Sequence[Badge]:
    """All badges that can be begun, A to Z."""
    return db.session.scalars(
        select(Badge)
        .outerjoin(Badge.organisation)
        .where(_is_public(), Badge.retired_at.is_(None))
        .order_by(Badge.name, Badge.id)
    ).all()


def catalogue(choice: Choice) -> list[tuple[Area, list[Badge]]]:
    """The badges of `choice` in their areas, A to Z in each; no area is empty."""
    shown = [badge for badge in every() if choice.takes(badge)]
    areas = [(area, [badge for badge in shown if badge.area == area]) for area in Area]
    return [(area, badges) for area, badges in areas if badges]


def badge(slug: str, person: Person) -> Badge:
    """The badge at this address, also one that nobody can begin any more. 404 where its group is
    not public, unless `person` has begun it."""
    begun = exists().where(BadgeAward.badge_id == Badge.id, BadgeAward.person_id == person.id)
    found: Badge = db.first_or_404(
        select(Badge).outerjoin(Badge.organisation).where(Badge.slug == slug, _is_public() | begun)
    )
    return found


def public(slug: str) -> Badge:
    """The badge at this address with all its page shows; 404 where its group is not public."""
    found: Badge = db.first_or_404(
        select(Badge)
        .outerjoin(Badge.organisation)
        .where(Badge.slug == slug, _is_public())
        .options(
            joinedload(Badge.organisation),
            joinedload(Badge.current)
            .selectinload(BadgeVersion.criteria)
            .joinedload(Criterion.needs),
        )
    )
    return found


def version_of(badge: Badge) -> BadgeVersion:
    """The badge as it is worded today, with its criteria."""
    return db.session.scalars(
        select(BadgeVersion)
        .where(BadgeVersion.badge_id == badge.id, BadgeVersion.number == badge.number)
        .options(selectinload(BadgeVersion.criteria).joinedload(Criterion.needs))
    ).one()


def _is_public() -> ColumnElement[bool]:
    """The network's own, or of a group that anyone may see."""
    return or_(Badge.organisation_id.is_(None), Organisation.state == OrganisationState.VERIFIED)
