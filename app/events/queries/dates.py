"""One event, one of its dates, and the dates that come next. Only what the public may see."""

import re
from collections.abc import Sequence
from datetime import date as calendar_day
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, bindparam, literal, or_, select, union_all
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.interfaces import LoaderOption
from werkzeug.exceptions import NotFound

from app.badges.models import Badge
from app.events.models import Event, EventHost, Occurrence, date_key, event_badges, event_cohosts
from app.events.queries.hosts import is_host
from app.organisations.models import Organisation, OrganisationState
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import UtcDateTime, db, utcnow

FEED_WEEKS = 26
MAX_IN_FEED = 500
"""More than this in one calendar file serves nobody: a phone takes minutes over it."""

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])

_SLUG = re.compile(r"[a-z0-9-]{1,100}")
_KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([2-9]|[1-9][0-9]))?")


class Named(NamedTuple):
    """First names of those who will be there, badges that one can work towards, and the other
    groups it is held with, these two by address and name."""

    hosts: list[str]
    badges: list[tuple[str, str]]
    cohosts: list[tuple[str, str]]


def published(slug: str) -> Event:
    """The event at this address with all its page shows; 404 unless it is public."""
    event: Event = _found(_PUBLISHED, slug=_slug(slug))
    return event


def date(slug: str, key: str) -> Occurrence:
    """One date of a public event with all its page shows; 404 for any other, or a broken key."""
    day, number = _parts(key)
    occurrence: Occurrence = _found(_DATE, slug=_slug(slug), day=day, number=number)
    return occurrence


def date_to_book(slug: str, key: str) -> Occurrence:
    """As `date`, with what booking it takes: its event, group, kind and venue, in one statement."""
    day, number = _parts(key)
    occurrence: Occurrence = _found(_DATE_TO_BOOK, slug=_slug(slug), day=day, number=number)
    return occurrence


def address_of(occurrence_id: int) -> tuple[str, str]:
    """The slug and key of a date of a public event; 404 for any other."""
    found = db.session.execute(
        _public(
            select(Event.slug, Occurrence.original_date, Occurrence.number)
            .select_from(Occurrence)
            .join(Occurrence.event)
            .join(Event.organisation)
        ).where(Occurrence.id == occurrence_id)
    ).first()
    if found is None:
        raise NotFound
    return found.slug, date_key(found.original_date, found.number)


def named_on(event: Event) -> Named:
    """Whom and what the event's page names beside the event, in one statement."""
    rows = db.session.execute(_NAMED, {"event": event.id}).all()
    hosts = [name.split(" ")[0] for what, name, _ in rows if what == "host"]
    badges = [(slug, name) for what, name, slug in rows if what == "badge"]
    return Named(hosts, badges, [(slug, name) for what, name, slug in rows if what == "group"])


def next_dates(
    event: Event,
    limit: int,
    after: datetime | None = None,
    but: Occurrence | None = None,
) -> Sequence[Occurrence]:
    """Dates of `event` not over by `after` (now), soonest first; cancelled ones among them."""
    asked = {"event": event.id, "now": after or utcnow(), "most": limit}
    return db.session.scalars(_NEXT_DATES, asked | {"but": but.id if but else None}).all()


def next_dates_of_group(organisation: Organisation, limit: int) -> Sequence[Occurrence]:
    """Dates that are not over of the published events a group holds, or holds with another one,
    soonest first; none of those that are there by their link alone."""
    with_others = select(event_cohosts.c.event_id).where(
        event_cohosts.c.organisation_id == organisation.id
    )
    is_held = or_(Event.organisation_id == organisation.id, Event.id.in_(with_others))
    return db.session.scalars(
        _public(_coming(is_held).join(Event.organisation))
        .where(Event.is_listed.is_(True))
        .options(contains_eager(Occurrence.event).joinedload(Event.kind))
        .limit(limit)
    ).all()


def in_feed(
    event: Event | None = None,
    place_id: int | None = None,
    group: Organisation | None = None,
) -> Sequence[Occurrence]:
    """What a calendar feed holds: 26 weeks of every listed event, of a place's or of a group's, or
    of one event that is public.

    Cancelled dates stay in, so that calendars which kept them learn of it.
    """
    query = _public(_coming(Occurrence.starts_at < utcnow() + timedelta(weeks=FEED_WEEKS)))
    query = query.join(Event.organisation)
    if event is None:
        query = query.where(Event.is_listed.is_(True))
    else:
        query = query.where(Occurrence.event_id == event.id)
    if group is not None:
        query = query.where(Event.organisation_id == group.id)
    if place_id is not None:
        query = query.join(Occurrence.venue).where(Venue.place_id == place_id)
    return db.session.scalars(query.limit(MAX_IN_FEED)).all()


def _coming(which: ColumnElement[bool], after: Any = None) -> Select[Occurrence]:
    return (
        select(Occurrence)
        .join(Occurrence.event)
        .where(which, Occurrence.ends_at > (utcnow() if after is None else after))
        .options(*_LISTED)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )


def _public(query: Query) -> Query:
    return query.where(
        Event.published_at.is_not(None), Organisation.state == OrganisationState.VERIFIED
    )


def _found(query: Select[Any], **asked: Any) -> Any:
    found = db.session.scalars(query, asked).first()
    if found is None:
        raise NotFound
    return found


def _slug(slug: str) -> str:
    if not _SLUG.fullmatch(slug):
        raise NotFound
    return slug


def _parts(key: str) -> tuple[calendar_day, int]:
    """The original date and number that 2026-11-26 or 2026-11-26-2 stands for; 404 else."""
    match = _KEY.fullmatch(key)
    if not match:
        raise NotFound
    try:
        return calendar_day.fromisoformat(match[1]), int(match[2] or 1)
    except ValueError:
        raise NotFound from None


_LISTED: tuple[LoaderOption, ...] = (
    contains_eager(Occurrence.event),
    joinedload(Occurrence.venue).joinedload(Venue.place),
)

# Put together once: that takes longer than asking for the rows.
_PUBLISHED = (
    _public(select(Event).join(Event.organisation))
    .where(Event.slug == bindparam("slug"))
    .options(
        contains_eager(Event.organisation),
        joinedload(Event.kind),
        joinedload(Event.audience),
        joinedload(Event.venue).joinedload(Venue.place),
    )
)
_event = contains_eager(Occurrence.event)
_DATE_TO_BOOK = (
    _public(select(Occurrence).join(Occurrence.event).join(Event.organisation))
    .where(
        Event.slug == bindparam("slug"),
        Occurrence.original_date == bindparam("day"),
        Occurrence.number == bindparam("number"),
    )
    .options(
        joinedload(Occurrence.venue).joinedload(Venue.place),
        _event.contains_eager(Event.organisation),
        _event.joinedload(Event.kind),
    )
)
_DATE = _DATE_TO_BOOK.options(
    _event.joinedload(Event.audience),
    _event.joinedload(Event.venue).joinedload(Venue.place),
)
_all = union_all(
    select(
        literal("host").label("what"),
        Person.name,
        literal("").label("slug"),
        EventHost.id.label("place"),
    )
    .join(EventHost, EventHost.person_id == Person.id)
    .join(Event, Event.id == EventHost.event_id)
    .where(Event.id == bindparam("event"))
    .where(is_host(Person.id, Event.id, Event.organisation_id)),
    select(literal("badge"), Badge.name, Badge.slug, literal(0))
    .join(event_badges, event_badges.c.badge_id == Badge.id)
    .where(event_badges.c.event_id == bindparam("event")),
    select(literal("group"), Organisation.name, Organisation.slug, literal(0))
    .join(event_cohosts, event_cohosts.c.organisation_id == Organisation.id)
    .where(event_cohosts.c.event_id == bindparam("event"))
    .where(Organisation.state == OrganisationState.VERIFIED),
).subquery()
_NAMED = select(_all.c.what, _all.c.name, _all.c.slug).order_by(_all.c.place, _all.c.name)
_NEXT_DATES = (
    _coming(Occurrence.event_id == bindparam("event"), bindparam("now", type_=UtcDateTime))
    .where(Occurrence.id.is_distinct_from(bindparam("but", type_=Integer)))
    .limit(bindparam("most"))
)
