"""Who follows what. Each question is about one thing, one address or one key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from app.events import queries as events
from app.events.models import Event, Occurrence
from app.following.models import Follow
from app.organisations import queries as organisations
from app.organisations.models import Organisation
from app.people.models import Person
from app.places import queries as places
from app.places.models import Place, Venue
from app.shared.database import db
from app.shared.geography import Position

UNCONFIRMED = timedelta(days=7)
"""How long we wait for the yes of an address."""
AFTER_THE_LAST_DATE = timedelta(days=90)
"""How long an address is kept with an event that has no more dates: as long as with a booking."""

MILES = 10
"""Around a place. Product 4.2: what the front page calls near."""
MOST_LISTED = 20

Thing = Event | Organisation | Place


@dataclass(frozen=True, slots=True)
class Subject:
    """What can be followed: an event, a group or a place, by the words for it."""

    kind: str
    """The first part of its address: events, groups or places."""
    slug: str
    title: str
    is_public: bool
    thing: Thing

    @property
    def invitation(self) -> str:
        """The words of the link and the button that ask for it."""
        return {
            "events": "Tell me if it changes",
            "groups": "Follow this group",
            "places": f"Send me what’s on near {self.title} each week",
        }[self.kind]

    @property
    def promise(self) -> str:
        """What whoever follows it is sent."""
        return {
            "events": "We write if a date changes, is off, or is on again.",
            "groups": "We write if one of their dates changes, is off, or is on again.",
            "places": "We write each Monday morning, where anything is on.",
        }[self.kind]

    @property
    def is_event(self) -> bool:
        return self.kind == "events"

    @property
    def is_place(self) -> bool:
        return self.kind == "places"

    @property
    def column(self) -> str:
        """Where a follow keeps which one it is."""
        return {"events": "event", "groups": "organisation", "places": "place"}[self.kind]

    def is_of(self) -> ColumnElement[bool]:
        """Whether a follow is about this."""
        held: ColumnElement[bool] = getattr(Follow, f"{self.column}_id") == self.thing.id
        return held


def subject(kind: str, slug: str) -> Subject:
    """The public event, checked group or place of this address; 404 for any other."""
    if kind == "events":
        return subject_of(events.published(slug))
    if kind == "groups":
        return subject_of(organisations.checked_with(slug))
    return subject_of(places.place(slug))


def subject_of(thing: Thing) -> Subject:
    """An event with its group, a group, or a place, as what is followed."""
    if isinstance(thing, Event):
        is_public = thing.published_at is not None and thing.organisation.is_public
        return Subject("events", thing.slug, thing.title, is_public, thing)
    if isinstance(thing, Organisation):
        return Subject("groups", thing.slug, thing.name, thing.is_public, thing)
    return Subject("places", thing.slug, thing.name, True, thing)


def subject_of_follow(follow: Follow) -> Subject:
    """What it is about. Its event, group or place is loaded."""
    thing = follow.event or follow.organisation or follow.place
    assert thing  # the table holds it to exactly one
    return subject_of(thing)


def of(subject: Subject, email: str) -> Follow | None:
    """What this address asked of `subject`, confirmed or not."""
    return db.session.scalar(select(Follow).where(subject.is_of(), Follow.email == email))


def is_following(subject: Subject, person: Person) -> bool:
    """Whether `person` follows `subject`."""
    follow = of(subject, person.email) if person.email else None
    return follow is not None and follow.is_confirmed


def with_key(key: str) -> Follow | None:
    """The follow that one of its mails opens, with what it is about; None if it has ended."""
    return db.session.scalar(select(Follow).where(Follow.key == key).options(*_WHAT))


def of_person(person: Person) -> Sequence[Follow]:
    """What `person` follows, in the order they asked."""
    return db.session.scalars(
        select(Follow)
        .where(Follow.email == person.email, Follow.confirmed_at.is_not(None))
        .options(*_WHAT)
        .order_by(Follow.asked_at, Follow.id)
    ).all()


def to_tell(occurrence: Occurrence, place_id: int | None) -> Sequence[tuple[Follow, bool]]:
    """Who is told of changes to a date, each address once, and whether they want full words.

    An event comes before its group, and its group before its place: who stops, stops the nearest.
    Of what lists do not show only those hear who follow the event itself; of what is not public,
    nobody.
    """
    event = db.session.execute(
        select(Event.organisation_id, Event.published_at, Event.is_listed).where(
            Event.id == occurrence.event_id
        )
    ).one()
    if event.published_at is None:
        return []
    about = Follow.event_id == occurrence.event_id
    if event.is_listed:
        of_group = Follow.organisation_id == event.organisation_id
        about = or_(about, of_group, Follow.place_id == place_id)
    rows = db.session.execute(
        select(Follow, Person.wants_full_words)
        .outerjoin(Person, Person.email == Follow.email)
        .where(about, Follow.confirmed_at.is_not(None), Follow.tells_changes)
        .order_by(Follow.event_id.is_(None), Follow.organisation_id.is_(None), Follow.id)
    )
    each: dict[str, tuple[Follow, bool]] = {}
    for follow, full in rows:
        each.setdefault(follow.email, (follow, bool(full)))
    return list(each.values())


def to_send_weekly(monday: date, by: datetime, limit: int) -> Sequence[tuple[Follow, bool]]:
    """Some of those who said yes before `by` and have no list for the week of `monday` yet, and
    whether they want full words."""
    rows = db.session.execute(
        select(Follow, Person.wants_full_words)
        .outerjoin(Person, Person.email == Follow.email)
        .where(Follow.sends_weekly, Follow.confirmed_at < by)
        .where(or_(Follow.last_week.is_(None), Follow.last_week < monday))
        .options(*_WHAT)
        .order_by(Follow.id)
        .limit(limit)
    )
    return [(follow, bool(full)) for follow, full in rows]


def on_this_week(subject: Subject, monday: date) -> Sequence[Occurrence]:
    """At most MOST_LISTED dates of a group, or near a place, that are on in the seven days from
    `monday` and still to begin, soonest first."""
    sunday = monday + timedelta(days=6)
    if isinstance(subject.thing, Organisation):
        dates = events.next_dates_of_group(subject.thing, MOST_LISTED)
        return [date for date in dates if date.local_date <= sunday and _is_to_come(date)]
    assert isinstance(subject.thing, Place)
    position = Position(subject.thing.latitude, subject.thing.longitude)
    near = events.Filters(near=position, within=MILES, first_day=monday, last_day=sunday)
    ids = [card.occurrence_id for card in events.listed(near, MOST_LISTED)]
    dates = db.session.scalars(
        select(Occurrence)
        .where(Occurrence.id.in_(ids))
        .options(
            joinedload(Occurrence.event),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
    ).all()
    return [date for date in dates if _is_to_come(date)]


def _is_to_come(date: Occurrence) -> bool:
    return not date.is_cancelled and not date.has_started


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
    is_over = and_(
        Follow.event_id.is_not(None), Follow.asked_at < now - AFTER_THE_LAST_DATE, ~has_dates
    )
    return db.session.scalars(select(Follow).where(or_(unconfirmed, is_over))).all()


_WHAT = (
    joinedload(Follow.event).joinedload(Event.organisation),
    joinedload(Follow.organisation),
    joinedload(Follow.place),
)
