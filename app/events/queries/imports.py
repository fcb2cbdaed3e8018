"""What waits to be brought in, and what came of earlier files. Each question is of one group."""

from collections.abc import Collection, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from app.events.models import Event, ImportedEntry, Occurrence, WaitingImport
from app.organisations.models import Organisation
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow

KEPT = timedelta(days=1)
"""How long a file waits to be looked at."""


Days = dict[int, list[tuple[date, int]]]
"""Of each event, the original days of its dates with their numbers."""


class Known(NamedTuple):
    """What came of an entry when it was brought in before."""

    imported: ImportedEntry
    slug: str
    is_public: bool


class OwnDate(NamedTuple):
    """A date of the group that one of our own files may tell of."""

    title: str
    neutral_title: str
    slug: str
    day: date
    start: time


def waiting_import(group: Organisation, person: Person, import_id: int) -> WaitingImport:
    """The file that this person gave us for this group, a day ago at most; 404 for any other."""
    found: WaitingImport = db.first_or_404(
        select(WaitingImport).where(
            WaitingImport.id == import_id,
            WaitingImport.organisation_id == group.id,
            WaitingImport.person_id == person.id,
            WaitingImport.created_at > utcnow() - KEPT,
        )
    )
    return found


def imported(group: Organisation, sources: Collection[str]) -> dict[str, Known]:
    """What came of these entries before, by their sources."""
    rows = db.session.execute(
        select(ImportedEntry, Event.slug, Event.published_at)
        .join(Event, Event.id == ImportedEntry.event_id)
        .where(ImportedEntry.organisation_id == group.id, ImportedEntry.source.in_(sources))
    )
    return {row.source: Known(row, slug, at is not None) for row, slug, at in rows}


def events_of_series(group: Organisation, series: Collection[str]) -> dict[str, Event]:
    """The events that single dates of these names and places went to before, by that."""
    rows = db.session.execute(
        select(ImportedEntry.series, Event)
        .join(Event, Event.id == ImportedEntry.event_id)
        .where(ImportedEntry.organisation_id == group.id, ImportedEntry.series.in_(series))
        .where(ImportedEntry.occurrence_id.is_not(None))
        .order_by(ImportedEntry.id.desc())
    )
    return {row.series: row.Event for row in rows}


def own_dates(group: Organisation, ids: Collection[int]) -> dict[int, OwnDate]:
    """Those of these dates that are the group's."""
    rows = db.session.execute(
        select(
            Occurrence.id,
            Event.title,
            Event.neutral_title,
            Event.slug,
            Occurrence.local_date,
            Occurrence.start_time,
        )
        .join(Event, Event.id == Occurrence.event_id)
        .where(Event.organisation_id == group.id, Occurrence.id.in_(ids))
    )
    return {row.id: OwnDate(*row[1:]) for row in rows}


def days_of_events(event_ids: Collection[int]) -> Days:
    """The original days of each of these events' dates, with their numbers."""
    days: Days = {each: [] for each in event_ids}
    rows = db.session.execute(
        select(Occurrence.event_id, Occurrence.original_date, Occurrence.number).where(
            Occurrence.event_id.in_(event_ids)
        )
    )
    for event_id, day, number in rows:
        days[event_id].append((day, number))
    return days


def unpublished(group: Organisation, ids: Collection[int]) -> Sequence[Event]:
    """Those of these events of a group that nobody sees yet, with what publishing them takes."""
    return db.session.scalars(
        select(Event)
        .join(Event.organisation)
        .where(Event.organisation_id == group.id, Event.id.in_(ids))
        .where(Event.published_at.is_(None), Event.publish_at.is_(None))
        .options(
            contains_eager(Event.organisation),
            joinedload(Event.kind),
            joinedload(Event.venue).joinedload(Venue.place),
        )
        .order_by(Event.id)
    ).all()


def events_named(group: Organisation, ids: Collection[int]) -> Sequence[tuple[str, str]]:
    """Slug and title of these events of a group, by title."""
    rows = db.session.execute(
        select(Event.slug, Event.title)
        .where(Event.organisation_id == group.id, Event.id.in_(ids))
        .order_by(Event.title, Event.id)
    )
    return [(slug, title) for slug, title in rows]
