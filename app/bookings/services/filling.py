"""Freed places go to the waiting list. The one service for it, called by every path that frees."""

from sqlalchemy import update

from app.bookings import emails, queries
from app.bookings.models import Booking
from app.bookings.services.moves import Move, move
from app.events.models import Occurrence
from app.shared.database import db


def hold(occurrence: Occurrence) -> None:
    """Make everyone else who wants places on this date wait until this transaction ends.

    An UPDATE that changes nothing, because SQLite ignores SELECT ... FOR UPDATE; on PostgreSQL it
    locks the row. What was read before the hold may be old, so the row is read again.
    """
    db.session.execute(
        update(Occurrence)
        .where(Occurrence.id == occurrence.id)
        .values(capacity=Occurrence.capacity)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(occurrence, ["capacity", "cancelled_at", "starts_at", "ends_at", "sequence"])


def fill(occurrence: Occurrence) -> list[Booking]:
    """Give free places to the waiting list, in order, and answer who got one.

    A party is one unit: the first that fits goes next, the others keep their turn. Nothing happens
    once the date has begun or is off. Call with the date held.
    """
    promoted: list[Booking] = []
    if occurrence.is_cancelled or occurrence.has_started:
        return promoted
    left = queries.places_left(occurrence)
    if not left:
        return promoted
    for booking in queries.waiting(occurrence):
        if booking.places <= left:
            move(booking, Move.PROMOTE)
            emails.promoted(booking)
            promoted.append(booking)
            left -= booking.places
    return promoted
