"""The badges there are, and what each takes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.badges.models import Badge, BadgeVersion
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
