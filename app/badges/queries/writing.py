"""The badges that a team may change, and what it takes to keep them in order."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, exists, select
from sqlalchemy.orm import aliased

from app.badges.models import Badge, BadgeVersion, Criterion
from app.organisations.models import Organisation
from app.shared.database import db


def written_by(group: Organisation) -> Sequence[Badge]:
    """The badges that this team may change, also those it retired, A to Z."""
    return db.session.scalars(
        select(Badge).where(_theirs(group)).order_by(Badge.name, Badge.id)
    ).all()


def of_network() -> Sequence[Badge]:
    """The badges that every group may give, A to Z."""
    return db.session.scalars(
        select(Badge)
        .where(Badge.organisation_id.is_(None), Badge.retired_at.is_(None))
        .order_by(Badge.name, Badge.id)
    ).all()


def to_write(group: Organisation, slug: str) -> Badge:
    """A badge that this team may change; 404 for any other."""
    found: Badge = db.first_or_404(select(Badge).where(Badge.slug == slug, _theirs(group)))
    return found


def to_need(group: Organisation) -> Sequence[Row[int, str]]:
    """The number and name of each badge that one of theirs may ask for first, A to Z."""
    return db.session.execute(
        select(Badge.id, Badge.name)
        .where(_theirs(group) | Badge.organisation_id.is_(None), Badge.retired_at.is_(None))
        .order_by(Badge.name, Badge.id)
    ).all()


def needed_for(badge_id: int) -> set[int]:
    """The badge itself, and all that one has to hold on the way to it, as it is worded today."""
    badge, version, step = aliased(Badge), aliased(BadgeVersion), aliased(Criterion)
    ways = select(Badge.id.label("id")).where(Badge.id == badge_id).cte(recursive=True)
    onward = (
        select(step.needs_id)
        .join(version, version.id == step.version_id)
        .join(badge, (badge.id == version.badge_id) & (badge.number == version.number))
        .join(ways, ways.c.id == badge.id)
        .where(step.needs_id.is_not(None))
    )
    return set(db.session.scalars(select(ways.union(onward).c.id)))


def named(owner_id: int | None, name: str) -> Sequence[Badge]:
    """The badges on offer that one group, or the network (None), calls this."""
    return db.session.scalars(
        select(Badge).where(
            Badge.organisation_id == owner_id, Badge.name == name, Badge.retired_at.is_(None)
        )
    ).all()


def is_taken(slug: str) -> bool:
    """Whether a badge has this address."""
    return bool(db.session.scalar(select(exists().where(Badge.slug == slug))))


def _theirs(group: Organisation) -> ColumnElement[bool]:
    if group.is_network:
        return Badge.organisation_id.is_(None) | (Badge.organisation_id == group.id)
    return Badge.organisation_id == group.id
