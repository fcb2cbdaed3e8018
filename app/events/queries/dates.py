"""One event, one of its dates, and the dates that come next. Only what the public may see."""

import re
from collections.abc import Sequence
from datetime import date as calendar_day
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption
from werkzeug.exceptions import NotFound

from app.events.models import Event, EventHost, Occurrence
from app.organisations.models import Organisation, OrganisationState
from app.places.models import Venue
from app.shared.database import db, utcnow

FEED_WEEKS = 26
MAX_IN_FEED = 500
"""More than this in one calendar file serves nobody: a phone takes minutes over it."""

Query = TypeVar("Query", bound=Select[Any])

_SLUG = re.compile(r"[a-z0-9-]{1,100}")
_KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-([2-9]|[1-9][0-9]))?")


def published(slug: str) -> Event:
    """The event at this address with all its page shows; 404 unless it is public."""
    event: Event = db.first_or_404(
        _public(select(Event).join(Event.organisation))
        .where(Event.slug == _slug(slug))
        .options(
            contains_eager(Event.organisation),
            joinedload(Event.kind),
            joinedload(Event.audience),
            joinedload(Event.venue).joinedload(Venue.place),
            selectinload(Event.hosts).joinedload(EventHost.person),
            selectinload(Event.badges),
        )
    )
    return event


def date(slug: str, key: str) -> Occurrence:
    """One date of a public event with all its page shows; 404 for any other, or a broken key."""
    original_date, number = _parts(key)
    event = contains_eager(Occurrence.event)
    occurrence: Occurrence = db.first_or_404(
        _public(select(Occurrence).join(Occurrence.event).join(Event.organisation))
        .where(
            Event.slug == _slug(slug),
            Occurrence.original_date == original_date,
            Occurrence.number == number,
        )
        .options(
            joinedload(Occurrence.venue).joinedload(Venue.place),
            event.contains_eager(Event.organisation),
            event.joinedload(Event.kind),
            event.joinedload(Event.audience),
            event.joinedload(Event.venue).joinedload(Venue.place),
            event.selectinload(Event.hosts).joinedload(EventHost.person),
            event.selectinload(Event.badges),
        )
    )
    return occurrence


def next_dates(
    event: Event,
    limit: int,
    after: datetime | None = None,
    but: Occurrence | None = None,
) -> Sequence[Occurrence]:
    """Dates of `event` not over by `after` (now), soonest first; cancelled ones among them."""
    query = _coming(Occurrence.event_id == event.id, after)
    if but is not None:
        query = query.where(Occurrence.id != but.id)
    return db.session.scalars(query.limit(limit)).all()


def next_dates_of_group(organisation: Organisation, limit: int) -> Sequence[Occurrence]:
    """Dates of a group's published events that are not over, soonest first."""
    return db.session.scalars(
        _coming(
            and_(
                Event.organisation_id == organisation.id,
                Event.published_at.is_not(None),
            )
        )
        .options(contains_eager(Occurrence.event).joinedload(Event.kind))
        .limit(limit)
    ).all()


def in_feed(event: Event | None = None, place_id: int | None = None) -> Sequence[Occurrence]:
    """What a calendar feed holds: 26 weeks of every public event, of one, or of one place.

    Cancelled dates stay in, so that calendars which kept them learn of it.
    """
    query = _public(_coming(Occurrence.starts_at < utcnow() + timedelta(weeks=FEED_WEEKS)))
    query = query.join(Event.organisation)
    if event is not None:
        query = query.where(Occurrence.event_id == event.id)
    if place_id is not None:
        query = query.join(Occurrence.venue).where(Venue.place_id == place_id)
    return db.session.scalars(query.limit(MAX_IN_FEED)).all()


def _coming(which: ColumnElement[bool], after: datetime | None = None) -> Select[Occurrence]:
    return (
        select(Occurrence)
        .join(Occurrence.event)
        .where(which, Occurrence.ends_at > (after or utcnow()))
        .options(*_LISTED)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )


def _public(query: Query) -> Query:
    return query.where(
        Event.published_at.is_not(None), Organisation.state == OrganisationState.VERIFIED
    )


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
