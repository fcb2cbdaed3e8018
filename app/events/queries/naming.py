"""What events are called: where that may not be said, and where only the name is wanted."""

from collections.abc import Sequence

from sqlalchemy import Row, exists, select

from app.events.models import Event, Occurrence, event_badges
from app.organisations.models import Organisation, OrganisationState
from app.shared.database import db, utcnow


def telling_names() -> Sequence[str]:
    """The titles of events that neutral wording leaves out, as they have another one there. For
    shared/neutral.py. Of groups that were checked once, as of organisations."""
    return db.session.scalars(
        select(Event.title)
        .join(Event.organisation)
        .where(Event.neutral_title != Event.title, Organisation.verified_at.is_not(None))
        .distinct()
    ).all()


def leading_to(badge_id: int) -> Sequence[Row[str, str, str]]:
    """The slug and title of each listed event that leads to this badge and has a date to come, and
    the name of its group, A to Z."""
    to_come = exists().where(
        Occurrence.event_id == Event.id,
        Occurrence.ends_at > utcnow(),
        Occurrence.cancelled_at.is_(None),
    )
    return db.session.execute(
        select(Event.slug, Event.title, Organisation.name)
        .join(Event.organisation)
        .join(event_badges, event_badges.c.event_id == Event.id)
        .where(
            event_badges.c.badge_id == badge_id,
            Event.published_at.is_not(None),
            Event.is_listed.is_(True),
            Organisation.state == OrganisationState.VERIFIED,
            to_come,
        )
        .order_by(Event.title, Event.id)
    ).all()
