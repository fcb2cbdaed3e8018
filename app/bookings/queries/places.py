"""Counting places. They are counted from the bookings each time: no number is kept beside them."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from app.bookings.models import HOLDING, Booking
from app.events.models import Occurrence
from app.shared.database import db


def places_left(occurrence: Occurrence) -> int:
    """How many places are free, counted from the bookings. Never below 0; 0 for drop-ins."""
    return max(0, (occurrence.capacity or 0) - places_taken(occurrence))


def places_taken(occurrence: Occurrence) -> int:
    """How many places are held, counted from the bookings."""
    return places_taken_by_date([occurrence.id]).get(occurrence.id, 0)


def places_taken_by_date(occurrence_ids: Sequence[int]) -> dict[int, int]:
    """How many places are held on each date, by its id; a date that holds none is left out."""
    rows = db.session.execute(_TAKEN, {"dates": occurrence_ids})
    return {occurrence_id: int(places) for occurrence_id, places in rows}


_TAKEN = (  # put together once: that takes longer than asking
    select(Booking.occurrence_id, func.sum(Booking.places))
    .where(Booking.occurrence_id.in_(bindparam("dates", expanding=True)))
    .where(Booking.state.in_(HOLDING))
    .group_by(Booking.occurrence_id)
)
