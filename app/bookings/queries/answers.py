"""What people answered when they booked. For themselves and the organisers of the date alone."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from app.bookings.models import Booking, BookingAnswer
from app.events.models import Occurrence
from app.shared.database import db


def answers_of(booking: Booking) -> Sequence[BookingAnswer]:
    """What was answered with one booking, in the order it was asked."""
    return db.session.scalars(
        select(BookingAnswer)
        .where(BookingAnswer.booking_id == booking.id)
        .order_by(BookingAnswer.id)
    ).all()


def answers_on(occurrence: Occurrence) -> dict[int, list[BookingAnswer]]:
    """What was answered with each booking of a date, by its id. One statement."""
    rows = db.session.scalars(
        select(BookingAnswer)
        .join(Booking, Booking.id == BookingAnswer.booking_id)
        .where(Booking.occurrence_id == occurrence.id)
        .order_by(BookingAnswer.id)
    )
    found: dict[int, list[BookingAnswer]] = defaultdict(list)
    for row in rows:
        found[row.booking_id].append(row)
    return dict(found)
