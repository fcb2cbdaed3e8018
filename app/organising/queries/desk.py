"""The dates of a group as lines of its desk, with numbers. Each question is scoped to one group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, case, func, select

from app.bookings.models import HOLDING, Booking, BookingState
from app.events.models import Event, EventKind, Occurrence, date_key
from app.organisations.models import Organisation
from app.shared.database import db, utcnow
from app.shared.local_time import OnItsClock, today_in

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DeskDate(OnItsClock):
    """One date as a line of the desk."""

    id: int
    title: str
    slug: str
    key: str
    kind: str
    look: str
    picture: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    capacity: int | None
    is_drop_in: bool
    is_cancelled: bool
    taken: int
    waiting: int

    @property
    def is_today(self) -> bool:
        return self.local_start.date() == today_in(self.zone)

    @property
    def fullness(self) -> str:
        """11 of 12 booked, 3 waiting."""
        return self._how_full(" booked")

    @property
    def fullness_under_booked(self) -> str:
        """The same where a heading says "Booked" already: 11 of 12, 3 waiting."""
        return self._how_full("")

    def _how_full(self, booked: str) -> str:
        if self.is_cancelled:
            return "Cancelled"
        if self.is_drop_in:
            return "Just turn up"
        waiting = f", {self.waiting} waiting" if self.waiting else ""
        return f"{self.taken} of {self.capacity}{booked}{waiting}"


def week_of(group: Organisation) -> Sequence[DeskDate]:
    """The dates of a group that are not over and begin in the next seven days, soonest first."""
    now = utcnow()
    return dates_of(group, now, now + WEEK)


def dates_of(
    group: Organisation, after: datetime, before: datetime, event: Event | None = None
) -> Sequence[DeskDate]:
    """The dates of a group that end after one moment and begin before another, soonest first; of
    one `event` if it is given."""
    of_event = [Event.id == event.id] if event else []
    counted = (
        select(
            Booking.occurrence_id,
            func.sum(case((Booking.state.in_(HOLDING), Booking.places), else_=0)).label("taken"),
            func.sum(case((Booking.state == BookingState.WAITING, Booking.places), else_=0)).label(
                "waiting"
            ),
        )
        .join(Occurrence, Occurrence.id == Booking.occurrence_id)
        .join(Event, Event.id == Occurrence.event_id)
        .where(Event.organisation_id == group.id, *of_event)
        .where(Occurrence.ends_at > after, Occurrence.starts_at < before)
        .group_by(Booking.occurrence_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            Occurrence.id,
            Occurrence.original_date,
            Occurrence.number,
            Occurrence.starts_at,
            Occurrence.ends_at,
            Occurrence.zone,
            Occurrence.capacity,
            Occurrence.cancelled_at,
            Event.title,
            Event.slug,
            Event.picture,
            Event.booking_mode,
            EventKind.name.label("kind"),
            EventKind.look,
            func.coalesce(counted.c.taken, 0).label("taken"),
            func.coalesce(counted.c.waiting, 0).label("waiting"),
        )
        .join(Event, Event.id == Occurrence.event_id)
        .join(EventKind, EventKind.id == Event.kind_id)
        .outerjoin(counted, counted.c.occurrence_id == Occurrence.id)
        .where(Event.organisation_id == group.id, *of_event)
        .where(Occurrence.ends_at > after, Occurrence.starts_at < before)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    return [_desk_date(row) for row in rows]


def _desk_date(row: Row[*tuple[object, ...]]) -> DeskDate:
    values = row._mapping
    return DeskDate(
        **{name: values[name] for name in _AS_THEY_ARE},
        key=date_key(values["original_date"], values["number"]),
        is_drop_in=values["booking_mode"] == "drop_in",
        is_cancelled=values["cancelled_at"] is not None,
    )


_AS_THEY_ARE = (
    *("id", "title", "slug", "kind", "look", "picture", "starts_at", "ends_at", "zone"),
    *("capacity", "taken", "waiting"),
)
