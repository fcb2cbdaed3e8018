"""What was tapped at the door of a date."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from app.bookings.models import Booking
from app.events.models import Occurrence
from app.organising.models import Act, DoorTap, WalkIn
from app.shared.database import db


def known_taps(occurrence: Occurrence, keys: Collection[str]) -> set[str]:
    """Which of these keys belong to taps that were done already."""
    return set(
        db.session.scalars(
            select(DoorTap.key).where(DoorTap.occurrence_id == occurrence.id, DoorTap.key.in_(keys))
        )
    )


def last_tap(booking: Booking, act: Act, is_sure: bool = False) -> datetime | None:
    """When this was last tapped for a booking, as the phone said; None if it never was."""
    tapped = select(func.max(DoorTap.tapped_at)).where(
        DoorTap.booking_id == booking.id, DoorTap.act == act
    )
    return db.session.scalar(tapped.where(DoorTap.is_sure) if is_sure else tapped)


def walk_in_row(occurrence: Occurrence) -> WalkIn | None:
    """The count of those who came without a booking, as a row; None if nobody was counted."""
    return db.session.scalar(select(WalkIn).where(WalkIn.occurrence_id == occurrence.id))


def walk_ins(occurrence: Occurrence) -> int:
    """How many came without a booking."""
    found = walk_in_row(occurrence)
    return found.number if found else 0
