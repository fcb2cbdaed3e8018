"""Bookings together: of a date, of a person, and those that are due for something."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from app.bookings.models import HOLDING, LIVE, TAKEN_OFF, Booking, BookingMove, BookingState
from app.bookings.queries.bookings import with_date
from app.events.models import Event, Occurrence
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow


def waiting(occurrence: Occurrence) -> Sequence[Booking]:
    """The waiting list of a date, first come first."""
    return db.session.scalars(
        with_date(select(Booking))
        .where(Booking.occurrence_id == occurrence.id)
        .where(Booking.state == BookingState.WAITING)
        .order_by(Booking.joined_at, Booking.id)
    ).all()


def waiting_together(occurrence: Occurrence) -> Sequence[Booking]:
    """The waiting list of a date; on a course of all its dates to come, each party's in one run."""
    if not occurrence.event.is_block:
        return waiting(occurrence)
    first = aliased(Booking)
    return db.session.scalars(
        with_date(select(Booking))
        .join(Booking.occurrence)
        .join(first, first.code == Booking.block_code)
        .where(Occurrence.event_id == occurrence.event_id, Occurrence.starts_at > utcnow())
        .where(Booking.state == BookingState.WAITING)
        .order_by(Booking.joined_at, first.id, Occurrence.starts_at)
    ).all()


def open_dates_of_block(occurrence: Occurrence) -> Sequence[Occurrence]:
    """The dates of a course that are still to come and on, soonest first."""
    return db.session.scalars(
        select(Occurrence)
        .where(Occurrence.event_id == occurrence.event_id)
        .where(Occurrence.starts_at > utcnow(), Occurrence.cancelled_at.is_(None))
        .order_by(Occurrence.starts_at)
        .options(
            joinedload(Occurrence.event).joinedload(Event.organisation),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
    ).all()


def next_open_date(occurrence: Occurrence) -> Occurrence | None:
    """The next date of the same event that is on and has not begun; none for a course."""
    if occurrence.event.is_block:
        return None
    return db.session.scalar(
        select(Occurrence)
        .where(Occurrence.event_id == occurrence.event_id, Occurrence.id != occurrence.id)
        .where(Occurrence.starts_at > utcnow(), Occurrence.cancelled_at.is_(None))
        .order_by(Occurrence.starts_at)
        .limit(1)
    )


def everyone(occurrence: Occurrence) -> Sequence[Booking]:
    """Who holds or waits for a place on a date, with their friends, in the order they joined."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.occurrence_id == occurrence.id)
        .where(Booking.state.in_((*HOLDING, BookingState.WAITING)))
        .options(selectinload(Booking.guests))
        .order_by(Booking.joined_at, Booking.id)
    ).all()


def live_bookings(occurrence: Occurrence) -> Sequence[Booking]:
    """Everyone who still counts on a date, in the order they joined."""
    return db.session.scalars(
        with_date(select(Booking))
        .where(Booking.occurrence_id == occurrence.id, Booking.state.in_(LIVE))
        .order_by(Booking.joined_at, Booking.id)
    ).all()


def called_off(occurrence: Occurrence) -> Sequence[Booking]:
    """Everyone whose place or turn went because the group called the date off.

    Not those whom the group had taken off before: they stay off when the date comes back.
    """
    latest = (
        select(BookingMove.event)
        .where(BookingMove.booking_id == Booking.id)
        .order_by(BookingMove.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return db.session.scalars(
        with_date(select(Booking))
        .where(Booking.occurrence_id == occurrence.id)
        .where(Booking.state == BookingState.CANCELLED_BY_GROUP, Booking.erased_at.is_(None))
        .where(func.coalesce(latest, "") != TAKEN_OFF)
        .order_by(Booking.joined_at, Booking.id)
    ).all()


def overdue_offers(now: datetime) -> Sequence[Booking]:
    """Offers whose time has run out; of a course only the first date, which stands for all."""
    return db.session.scalars(
        with_date(select(Booking))
        .where(Booking.state == BookingState.OFFERED, Booking.offered_until <= now)
        .order_by(Booking.occurrence_id, Booking.joined_at, Booking.id)
    ).all()


def unreminded(now: datetime, until: datetime) -> Sequence[Booking]:
    """Booked places on dates that start between `now` and `until`, whose holder gave an address,
    wants a reminder and has had none."""
    return db.session.scalars(
        with_date(select(Booking))
        .join(Booking.occurrence)
        .where(Occurrence.starts_at > now, Occurrence.starts_at <= until)
        .where(Booking.state == BookingState.BOOKED, Booking.email.is_not(None))
        .where(Booking.wants_reminder, Booking.reminded_at.is_(None))
        .order_by(Booking.id)
    ).all()


def of_person(person: Person) -> Sequence[Booking]:
    """What a person has in their own list: what is to come first, then what has been."""
    return db.session.scalars(
        with_date(select(Booking))
        .join(Booking.occurrence)
        .where(Booking.person_id == person.id)
        .order_by((Occurrence.ends_at <= utcnow()), Occurrence.starts_at, Booking.id)
        .limit(MAX_SHOWN)
    ).all()


def next_of_person(person: Person) -> Booking | None:
    """The next date in a person's own list that still counts; None if there is none."""
    booking: Booking | None = db.session.scalar(
        with_date(select(Booking))
        .join(Booking.occurrence)
        .where(Booking.person_id == person.id, Booking.state.in_(LIVE))
        .where(Occurrence.ends_at > utcnow())
        .order_by(Occurrence.starts_at, Booking.id)
        .limit(1)
    )
    return booking


MAX_SHOWN = 200
