"""Bookings on many dates of one series."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.bookings.models import LIVE, Booking
from app.bookings.queries.bookings import with_date
from app.events.models import Event, Occurrence
from app.shared.database import db, utcnow


def live_on(occurrence_ids: Iterable[int]) -> dict[str, list[tuple[int, datetime]]]:
    """By address, who still counts on any of these dates: each booking's id and, soonest first, the
    start of its date on its own wall clock."""
    rows = db.session.execute(
        select(Booking.id, Booking.email, Occurrence.starts_at, Occurrence.zone)
        .join(Booking.occurrence)
        .where(Booking.occurrence_id.in_(list(occurrence_ids)), Booking.state.in_(LIVE))
        .where(Booking.email.is_not(None))
        .order_by(Occurrence.starts_at, Booking.joined_at, Booking.id)
    )
    found: dict[str, list[tuple[int, datetime]]] = {}
    for row in rows:
        start = row.starts_at.astimezone(ZoneInfo(row.zone))
        found.setdefault(str(row.email), []).append((row.id, start))
    return found


def in_full(booking_ids: Iterable[int]) -> Sequence[Booking]:
    """These bookings, with what mails need of them."""
    return db.session.scalars(
        with_date(select(Booking)).where(Booking.id.in_(list(booking_ids))).order_by(Booking.id)
    ).all()


def ever_booked(occurrence_ids: Iterable[int]) -> set[int]:
    """Those of these dates that somebody booked, even if they cancelled since."""
    dates = Booking.occurrence_id.in_(list(occurrence_ids))
    return set(db.session.scalars(select(Booking.occurrence_id).where(dates).distinct()))


def was_ever_booked(event: Event) -> bool:
    """Whether anybody booked any date of `event`, even if they cancelled since."""
    found = select(Booking.id).join(Booking.occurrence).where(Occurrence.event_id == event.id)
    return db.session.scalar(found.limit(1)) is not None


def people_booked_from(event: Event, day: date) -> int:
    """How many bookings still count on dates of `event` that are to come, from `day` on."""
    return (
        db.session.scalar(
            select(func.count(Booking.id))
            .join(Booking.occurrence)
            .where(Occurrence.event_id == event.id, Occurrence.original_date >= day)
            .where(Occurrence.starts_at > utcnow(), Booking.state.in_(LIVE))
        )
        or 0
    )
