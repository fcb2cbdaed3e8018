"""What the front door shows of every room."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Row, select

from app.bookings.models import LIVE, Booking
from app.events.models import Event, EventKind, Occurrence
from app.organisations.models import Organisation, OrganisationState
from app.people.models import Person
from app.shared.database import db, utcnow

DOORS = 8


def kinds_first() -> Sequence[Row[str, str, str]]:
    """The slug, name and look of the kinds the network puts first, as many as there are doors."""
    return db.session.execute(
        select(EventKind.slug, EventKind.name, EventKind.look)
        .order_by(EventKind.order, EventKind.name)
        .limit(DOORS)
    ).all()


def booked_by(person: Person) -> Sequence[Row[str, str, date]]:
    """The code, the event's title and the day of what `person` has booked and is to come."""
    return db.session.execute(
        select(Booking.code, Event.title, Occurrence.local_date)
        .select_from(Booking)
        .join(Booking.occurrence)
        .join(Occurrence.event)
        .where(Booking.person_id == person.id, Booking.state.in_(LIVE))
        .where(Occurrence.ends_at > utcnow())
        .order_by(Occurrence.starts_at, Booking.id)
    ).all()


def events_to_find() -> Sequence[str]:
    """The slugs of events that search engines may list: those that lists show, and at which anyone
    may be seen."""
    return db.session.scalars(
        select(Event.slug)
        .join(Event.organisation)
        .where(Event.published_at.is_not(None), Event.is_listed.is_(True))
        .where(Event.is_attendance_private.is_(False))
        .where(Organisation.state == OrganisationState.VERIFIED)
        .order_by(Event.slug)
    ).all()


def groups_to_find() -> Sequence[str]:
    """The slugs of groups that have been checked."""
    return db.session.scalars(
        select(Organisation.slug)
        .where(Organisation.state == OrganisationState.VERIFIED)
        .order_by(Organisation.slug)
    ).all()
