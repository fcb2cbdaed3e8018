"""One date as a list shows it, as plain values: whole objects would cost a page twice the time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from app.events.models import Audience, Event, EventKind, Occurrence, date_key
from app.events.queries.filters import is_hidden, latitude, longitude
from app.places.models import Place, Venue, VenueType
from app.shared.database import utcnow
from app.shared.geography import Position, miles_between
from app.shared.local_time import OnItsClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(OnItsClock):
    """One date as a list shows it: plain values, safe for anyone to read."""

    occurrence_id: int
    event_id: int
    slug: str
    title: str
    summary: str
    key: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    kind: str
    look: str
    picture: str
    audience: str
    where: str
    """The venue and its town; only the town where the address is told after booking."""
    miles: float | None
    cost: str
    is_free: bool
    is_step_free: bool | None
    is_alcohol_free: bool | None
    gives_time: bool
    capacity: int | None
    booking_mode: str
    has_waiting_list: bool
    is_attendance_private: bool
    is_cancelled: bool
    cancellation_reason: str
    notice: str

    @property
    def day(self) -> date:
        return self.local_start.date()

    @property
    def price(self) -> str:
        """The first sentence of what it costs: Pay what you can."""
        return self.cost.partition(". ")[0].rstrip(".")

    @property
    def audience_short(self) -> str:
        """Open to everyone."""
        return self.audience.partition(",")[0]

    @property
    def is_on_now(self) -> bool:
        return self.has_started and not self.is_cancelled

    @property
    def has_started(self) -> bool:
        return self.starts_at <= utcnow()


def columns() -> tuple[Any, ...]:
    """What `card` needs of each row."""
    return (
        Occurrence.id,
        Occurrence.event_id,
        Occurrence.original_date,
        Occurrence.number,
        Occurrence.starts_at,
        Occurrence.ends_at,
        Occurrence.zone,
        Occurrence.capacity,
        Occurrence.notice,
        Occurrence.cancelled_at,
        Occurrence.cancellation_reason,
        Event.slug,
        Event.title,
        Event.summary,
        Event.picture,
        Event.cost,
        Event.is_free,
        Event.is_step_free,
        Event.gives_time,
        Event.booking_mode,
        Event.has_waiting_list,
        Event.is_attendance_private,
        EventKind.name.label("kind"),
        EventKind.look,
        Audience.name.label("audience"),
        Venue.name.label("venue"),
        Venue.type.label("venue_type"),
        Venue.is_alcohol_free,
        Place.name.label("place"),
        is_hidden.label("is_hidden"),
        latitude.label("latitude"),
        longitude.label("longitude"),
    )


def card(row: Row[Any], near: Position | None) -> Card:
    """A row of `columns` as a card, with its miles from `near`."""
    miles = None
    if near and row.latitude is not None:
        miles = miles_between(near, Position(row.latitude, row.longitude))
    return Card(
        occurrence_id=row.id,
        event_id=row.event_id,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        key=date_key(row.original_date, row.number),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        kind=row.kind,
        look=row.look,
        picture=row.picture,
        audience=row.audience,
        where=_where(row),
        miles=miles,
        cost=row.cost,
        is_free=row.is_free,
        is_step_free=row.is_step_free,
        is_alcohol_free=row.is_alcohol_free,
        gives_time=row.gives_time,
        capacity=row.capacity,
        booking_mode=row.booking_mode,
        has_waiting_list=row.has_waiting_list,
        is_attendance_private=row.is_attendance_private,
        is_cancelled=row.cancelled_at is not None,
        cancellation_reason=row.cancellation_reason,
        notice=row.notice,
    )


def _where(row: Row[Any]) -> str:
    if row.venue_type == VenueType.PHONE:
        return "By phone"
    if row.venue_type == VenueType.ONLINE:
        return "Online"
    if row.is_hidden:
        return row.place or "Address after booking"
    return row.venue if not row.place or row.place in row.venue else f"{row.venue}, {row.place}"
