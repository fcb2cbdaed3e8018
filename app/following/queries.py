"""Who follows what. Each question is about one event, one address or one key."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import joinedload

from app.events.models import Event, Occurrence
from app.following.models import Follow
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db

UNCONFIRMED = timedelta(days=7)
"""How long we wait for the yes of an address."""
AFTER_THE_LAST_DATE = timedelta(days=90)
"""How long an address is kept with an event that has no more dates: as long as with a booking."""


def of(event: Event, email: str) -> Follow | None:
    """What this address asked of `event`, confirmed or not."""
    return db.session.scalar(
        select(Follow).where(Follow.event_id == event.id, Follow.email == email)
    )


def is_following(event: Event, person: Person) -> bool:
    """Whether `person` is told when dates of `event` change."""
    follow = of(event, person.email) if person.email else None
    return follow is not None and follow.is_confirmed


def with_key(key: str) -> Follow | None:
    """The follow that one of its mails opens, with all its page shows; None if it has ended."""
    return db.session.scalar(
        select(Follow)
        .where(Follow.key == key)
        .options(joinedload(Follow.event).joinedload(Event.organisation))
    )


def of_person(person: Person) -> Sequence[Follow]:
    """What `person` follows, by name."""
    return db.session.scalars(
        select(Follow)
        .join(Follow.event)
        .where(Follow.email == person.email, Follow.confirmed_at.is_not(None))
        .options(joinedload(Follow.event))
        .order_by(Event.title, Follow.id)
    ).all()


def to_tell(occurrence: Occurrence) -> Sequence[tuple[Follow, bool]]:
    """Who is told of changes to a date, and whether they want full words in their mails."""
    query = (
        select(Follow, Person.wants_full_words)
        .outerjoin(Person, Person.email == Follow.email)
        .where(Follow.event_id == occurrence.event_id, Follow.confirmed_at.is_not(None))
        .order_by(Follow.id)
    )
    return [(follow, bool(full)) for follow, full in db.session.execute(query)]


def with_event(occurrence: Occurrence) -> Occurrence:
    """The same date with its event and where it is, which its mails name in full words."""
    return db.session.scalars(
        select(Occurrence)
        .where(Occurrence.id == occurrence.id)
        .options(
            joinedload(Occurrence.event),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
        .execution_options(populate_existing=True)
    ).one()


def over(now: datetime) -> Sequence[Follow]:
    """What nobody said yes to in time, and what has had no date for a long while."""
    has_dates = exists().where(
        Occurrence.event_id == Follow.event_id,
        Occurrence.ends_at > now - AFTER_THE_LAST_DATE,
    )
    unconfirmed = and_(Follow.confirmed_at.is_(None), Follow.asked_at < now - UNCONFIRMED)
    is_over = and_(Follow.asked_at < now - AFTER_THE_LAST_DATE, ~has_dates)
    return db.session.scalars(select(Follow).where(or_(unconfirmed, is_over))).all()
