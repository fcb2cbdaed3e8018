"""One date of a group and what stands around it. Each question is scoped to who asks."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.bookings import queries as bookings
from app.bookings.models import LIVE, Booking
from app.events import queries as events
from app.events.models import Event, Occurrence
from app.events.queries.venues import REMOTE
from app.organisations import queries as organisations
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow


def date_of_team(occurrence_id: int, person: Person) -> Occurrence:
    """A date with its event, group and venue, if `person` organises for that group; 404 else."""
    found: Occurrence = db.first_or_404(
        select(Occurrence)
        .join(Occurrence.event)
        .join(Event.organisation)
        .where(Occurrence.id == occurrence_id, organisations.is_organised_by(person))
        .options(
            contains_eager(Occurrence.event).contains_eager(Event.organisation),
            contains_eager(Occurrence.event).joinedload(Event.kind),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
    )
    return found


def other_dates(occurrence: Occurrence, limit: int) -> Sequence[Occurrence]:
    """The next dates of the same event that are on and have not begun, soonest first; none for a
    course, which is booked whole."""
    if occurrence.event.is_block:
        return []
    return db.session.scalars(
        select(Occurrence)
        .where(Occurrence.event_id == occurrence.event_id, Occurrence.id != occurrence.id)
        .where(Occurrence.starts_at > utcnow(), Occurrence.cancelled_at.is_(None))
        .options(
            joinedload(Occurrence.event).joinedload(Event.organisation),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
        .order_by(Occurrence.starts_at)
        .limit(limit)
    ).all()


def venues_of(occurrence: Occurrence) -> Sequence[Venue]:
    """Where a date of this group may be, A to Z: where it is, every place its group may hold things
    at, and online or by phone without a room of its own."""
    is_allowed = events.may_meet_at(occurrence.event.organisation_id)
    is_anyones = Venue.slug.in_([f"any-{kind}" for kind in REMOTE])
    return db.session.scalars(
        select(Venue)
        .where(or_(is_allowed, is_anyones, Venue.id == occurrence.venue_id))
        .options(joinedload(Venue.place))
        .order_by(Venue.name, Venue.id)
    ).all()


def booking_with_code(occurrence: Occurrence, code: str) -> Booking:
    """The booking on this date that `code` opens, if it still counts; 404 for any other."""
    found: Booking = db.first_or_404(
        bookings.with_date(select(Booking)).where(
            Booking.code == code,
            Booking.occurrence_id == occurrence.id,
            Booking.state.in_(LIVE),
        )
    )
    return found


def is_on(occurrence: Occurrence, booking_id: int) -> bool:
    """Whether a booking is one of this date, whatever became of it."""
    found = select(Booking.id).where(
        Booking.id == booking_id, Booking.occurrence_id == occurrence.id
    )
    return db.session.scalar(found) is not None
