"""Everything that a group has or had on, for its own files: plain rows, whatever their number."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Row, select
from sqlalchemy.orm import contains_eager, joinedload

from app.events.models import Audience, Event, EventKind, Occurrence
from app.organisations.models import Organisation
from app.places.models import Place, Venue
from app.shared.database import db, utcnow

MAX_IN_FILE = 2_000
"""Dates in one calendar file. Whoever has more has them all in the table."""
PAST_IN_FILE = timedelta(weeks=26)


def events_in_full(group: Organisation) -> Sequence[Row[*tuple[object, ...]]]:
    """Every event of a group, public or not, by name."""
    return db.session.execute(
        select(
            Event.title,
            Event.neutral_title,
            EventKind.name.label("kind"),
            Audience.name.label("audience"),
            Venue.name.label("venue"),
            Place.name.label("place"),
            Event.summary,
            Event.description,
            Event.cost,
            Event.bring,
            Event.booking_mode,
            Event.capacity,
            Event.frequency,
            Event.first_date,
            Event.last_date,
            Event.start_time,
            Event.duration_minutes,
            Event.published_at,
            Event.slug,
        )
        .join(EventKind, EventKind.id == Event.kind_id)
        .join(Audience, Audience.id == Event.audience_id)
        .join(Venue, Venue.id == Event.venue_id)
        .outerjoin(Place, Place.id == Venue.place_id)
        .where(Event.organisation_id == group.id)
        .order_by(Event.title, Event.id)
    ).all()


def dates_in_full(group: Organisation) -> Sequence[Row[*tuple[object, ...]]]:
    """Every date of a group, in order."""
    return db.session.execute(
        select(
            Occurrence.id,
            Event.title,
            Occurrence.local_date,
            Occurrence.start_time,
            Occurrence.duration_minutes,
            Venue.name.label("venue"),
            Place.name.label("place"),
            Occurrence.cancelled_at,
            Occurrence.cancellation_reason,
            Occurrence.capacity,
        )
        .join(Event, Event.id == Occurrence.event_id)
        .join(Venue, Venue.id == Occurrence.venue_id)
        .outerjoin(Place, Place.id == Venue.place_id)
        .where(Event.organisation_id == group.id)
        .order_by(Occurrence.starts_at, Occurrence.id)
    ).all()


def dates_for_calendar(group: Organisation) -> Sequence[Occurrence]:
    """The dates of a group from half a year back on, in order, with their events and venues."""
    return db.session.scalars(
        select(Occurrence)
        .join(Occurrence.event)
        .where(Event.organisation_id == group.id)
        .where(Occurrence.ends_at > utcnow() - PAST_IN_FILE)
        .options(
            contains_eager(Occurrence.event),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(MAX_IN_FILE)
    ).all()
