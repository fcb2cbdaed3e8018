"""Who is expected at the door: those who hold a place, whatever was noted of them."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import load_only

from app.bookings.models import PLACED, Booking
from app.bookings.queries.bookings import with_date
from app.events.models import Event, Occurrence
from app.organisations.models import Organisation
from app.shared.database import db

_SHOWN = (
    *(Booking.id, Booking.name, Booking.code, Booking.places, Booking.state),
    *(Booking.wants_meeting, Booking.wants_lift, Booking.may_step_out, Booking.note),
)


def at_the_door(occurrence: Occurrence) -> Sequence[Booking]:
    """Those who hold a place on a date, by name, with what the door shows of them and no more."""
    return db.session.scalars(
        select(Booking)
        .where(Booking.occurrence_id == occurrence.id, Booking.state.in_(PLACED))
        .options(load_only(*_SHOWN, raiseload=True))
        .order_by(func.lower(Booking.name), Booking.id)
    ).all()


def marked_by_id(occurrence: Occurrence, ids: Collection[int]) -> dict[int, Booking]:
    """Bookings of a date by their ids, to be marked; any id of another date is left out."""
    found = db.session.scalars(
        select(Booking)
        .where(Booking.occurrence_id == occurrence.id, Booking.id.in_(ids))
        .execution_options(populate_existing=True)
    )
    return {booking.id: booking for booking in found}


def of_group_with_code(group: Organisation, code: str) -> Booking | None:
    """The booking this code opens, if it is for a date of this group; None for any other."""
    booking: Booking | None = db.session.scalar(
        with_date(select(Booking))
        .join(Booking.occurrence)
        .join(Occurrence.event)
        .where(Booking.code == code, Event.organisation_id == group.id)
        .where(Booking.erased_at.is_(None))
    )
    return booking
