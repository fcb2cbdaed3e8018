"""What organisers see of their group's events, and choose from as they write one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import joinedload

from app.events.models import Audience, Event, EventDraft, EventKind, Occurrence
from app.events.queries.hosts import is_host
from app.events.queries.venues import REMOTE
from app.organisations.models import (
    Membership,
    Organisation,
)
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """One event as a line of its organisers' list."""

    slug: str
    title: str
    kind: str
    look: str
    picture: str
    is_published: bool
    publish_at: datetime | None
    is_listed: bool
    next_start: datetime | None
    zone: str

    @property
    def local_next(self) -> datetime | None:
        """When its next date is, on its own wall clock."""
        return self.next_start and self.next_start.astimezone(ZoneInfo(self.zone))

    @property
    def local_publish_at(self) -> datetime | None:
        """When it comes out, on its own wall clock."""
        return self.publish_at and self.publish_at.astimezone(ZoneInfo(self.zone))

    @property
    def is_over(self) -> bool:
        return self.is_published and self.next_start is None


def drafts_of(group: Organisation) -> Sequence[EventDraft]:
    """What a group is still writing, last touched first."""
    return db.session.scalars(
        select(EventDraft)
        .where(EventDraft.organisation_id == group.id)
        .order_by(EventDraft.updated_at.desc(), EventDraft.id)
    ).all()


def draft_of(group: Organisation, draft_id: int) -> EventDraft:
    """A draft of this group; 404 for any other."""
    draft: EventDraft = db.first_or_404(
        select(EventDraft).where(EventDraft.id == draft_id, EventDraft.organisation_id == group.id)
    )
    return draft


def begun_with(group: Organisation, form_key: str) -> EventDraft | None:
    """The draft that this form began, if it was sent before."""
    return db.session.scalar(
        select(EventDraft).where(
            EventDraft.form_key == form_key, EventDraft.organisation_id == group.id
        )
    )


def events_of(group: Organisation) -> list[ListedEvent]:
    """Every event of a group: those not public yet, then by their next date, then those over."""
    next_start = (
        select(func.min(Occurrence.starts_at))
        .where(Occurrence.event_id == Event.id, Occurrence.ends_at > utcnow())
        .where(Occurrence.cancelled_at.is_(None))
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Event.slug,
            Event.title,
            EventKind.name.label("kind"),
            EventKind.look,
            Event.picture,
            Event.published_at.is_not(None).label("is_published"),
            Event.publish_at,
            Event.is_listed,
            next_start.label("next_start"),
            Event.zone,
        )
        .join(EventKind, EventKind.id == Event.kind_id)
        .where(Event.organisation_id == group.id)
        .order_by(
            Event.published_at.is_not(None), next_start.is_(None), next_start, Event.title, Event.id
        )
    )
    return [ListedEvent(**row._mapping) for row in rows]


def event_of(group: Organisation, slug: str) -> Event:
    """An event of this group, public or not, with what its organisers see; 404 for any other."""
    event: Event = db.first_or_404(
        select(Event)
        .where(Event.slug == slug, Event.organisation_id == group.id)
        .options(
            joinedload(Event.organisation),
            joinedload(Event.kind),
            joinedload(Event.audience),
            joinedload(Event.venue).joinedload(Venue.place),
        )
    )
    return event


def kinds() -> Sequence[EventKind]:
    """Every kind, in the order the network gave them."""
    return db.session.scalars(select(EventKind).order_by(EventKind.order, EventKind.id)).all()


def audiences() -> Sequence[Audience]:
    """Everyone it may be for, in the order the network gave them."""
    return db.session.scalars(select(Audience).order_by(Audience.order, Audience.id)).all()


def may_host(group: Organisation, person: Person, event: Event | None = None) -> Sequence[Person]:
    """Whom an event may name: those of the team who said they may be, and `person` themselves;
    and those of the team whom `event` names already."""
    may_be_named = exists().where(
        Membership.person_id == Person.id,
        Membership.organisation_id == group.id,
        or_(Membership.is_shown, Membership.person_id == person.id),
    )
    is_named = [is_host(Person.id, event.id, group.id)] if event else []
    return db.session.scalars(
        select(Person).where(or_(may_be_named, *is_named)).order_by(Person.name, Person.id)
    ).all()


class Clash(NamedTuple):
    """Something else at a venue: from when to when; named only to the group it belongs to."""

    starts_at: datetime
    ends_at: datetime
    title: str


def on_at(
    venue_id: int, after: datetime, before: datetime, group: Organisation, but: Event | None = None
) -> list[Clash]:
    """What is on at a venue between two moments, leaving out one event."""
    rows = db.session.execute(
        select(Occurrence.starts_at, Occurrence.ends_at, Event.title, Event.organisation_id)
        .join(Event, Event.id == Occurrence.event_id)
        .join(Venue, Venue.id == Occurrence.venue_id)
        .where(Occurrence.venue_id == venue_id, Venue.type.not_in(REMOTE))
        .where(Occurrence.ends_at > after, Occurrence.starts_at < before)
        .where(Occurrence.cancelled_at.is_(None))
        .where(Event.id.is_distinct_from(but.id if but else None))
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    return [
        Clash(row.starts_at, row.ends_at, row.title if row.organisation_id == group.id else "")
        for row in rows
    ]
