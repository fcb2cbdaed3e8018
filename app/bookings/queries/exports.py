"""The bookings of a group for its own files: what its organisers may see of each, and no more."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import load_only

from app.bookings.models import LIVE, Booking, BookingState
from app.events.models import Event, Occurrence
from app.organisations.models import Organisation
from app.shared.database import db


def bookings_in_full(group: Organisation) -> Sequence[Row[*tuple[Any, ...]]]:
    """Every booking that counts for a group's dates, in order: of each row its `Booking`, with what
    organisers may see of it (name, places, ticks, code) and the title, day and start of its date.
    """
    shown = load_only(
        Booking.name,
        Booking.places,
        Booking.state,
        Booking.wants_meeting,
        Booking.wants_lift,
        Booking.may_step_out,
        Booking.code,
        Booking.block_code,
    )
    return db.session.execute(
        select(Booking, Event.title, Occurrence.local_date, Occurrence.start_time)
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .join(Event, Event.id == Occurrence.event_id)
        .where(Event.organisation_id == group.id, Booking.state.in_(LIVE))
        .options(shown)
        .order_by(Occurrence.starts_at, Occurrence.id, Booking.joined_at, Booking.id)
    ).all()


def places_by_date(group: Organisation) -> dict[int, tuple[int, int]]:
    """How many places are taken and waited for on each date of a group that has bookings."""
    rows = db.session.execute(
        select(Booking.occurrence_id, Booking.state, func.sum(Booking.places).label("places"))
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .join(Event, Event.id == Occurrence.event_id)
        .where(Event.organisation_id == group.id)
        .where(Booking.state.in_(LIVE))
        .group_by(Booking.occurrence_id, Booking.state)
    )
    counted: dict[int, tuple[int, int]] = {}
    for date_id, state, places in rows:
        taken, waiting = counted.get(date_id, (0, 0))
        is_waiting = state == BookingState.WAITING
        counted[date_id] = (taken, waiting + places) if is_waiting else (taken + places, waiting)
    return counted
