"""What groups wrote to everyone with a place on a date."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.bookings.models import PLACED, Booking, DateMessage
from app.bookings.queries.bookings import with_date
from app.events.models import Occurrence
from app.shared.database import db


def message_with_key(form_key: str) -> DateMessage | None:
    """The message that this very form sent before, if it was sent already."""
    return db.session.scalar(select(DateMessage).where(DateMessage.form_key == form_key))


def messages_about(occurrence: Occurrence) -> Sequence[DateMessage]:
    """What was written about a date, newest first."""
    return _messages([occurrence.id])


def messages_for(bookings: Iterable[Booking]) -> Sequence[DateMessage]:
    """What was written about the dates that these bookings have a place on, newest first."""
    return _messages({booking.occurrence_id for booking in bookings if booking.has_place})


def how_many_messages(occurrence: Occurrence, since: datetime) -> int:
    """How many were written about a date since then."""
    counted = select(func.count()).where(
        DateMessage.occurrence_id == occurrence.id, DateMessage.sent_at > since
    )
    return db.session.scalar(counted) or 0


def with_a_place(occurrence: Occurrence) -> Sequence[Booking]:
    """Everyone who has a place on a date, with all that a mail says, in the order they joined."""
    return db.session.scalars(
        with_date(select(Booking))
        .where(Booking.occurrence_id == occurrence.id, Booking.state.in_(PLACED))
        .order_by(Booking.joined_at, Booking.id)
    ).all()


def _messages(date_ids: Iterable[int]) -> Sequence[DateMessage]:
    if not (ids := list(date_ids)):
        return []
    return db.session.scalars(
        select(DateMessage)
        .where(DateMessage.occurrence_id.in_(ids))
        .order_by(DateMessage.id.desc())
    ).all()
