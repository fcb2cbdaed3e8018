"""Dates as their organisers see them: with numbers. Each question is scoped to one group."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date as calendar_day
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Row, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.bookings import queries as bookings
from app.bookings.models import HOLDING, LIVE, Booking, BookingState
from app.events.models import Event, EventKind, Occurrence, date_key
from app.organisations.models import ORGANISING, Membership, Organisation
from app.organising.models import Act, DoorTap, WalkIn
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db, utcnow

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DeskDate:
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
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    @property
    def is_today(self) -> bool:
        return self.local_start.date() == _today(self.zone)

    @property
    def fullness(self) -> str:
        """11 of 12 booked, 3 waiting."""
        if self.is_cancelled:
            return "Cancelled"
        if self.is_drop_in:
            return "Just turn up"
        booked = f"{self.taken} of {self.capacity} booked"
        return f"{booked}, {self.waiting} waiting" if self.waiting else booked


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


def date_of_team(occurrence_id: int, person: Person) -> Occurrence:
    """A date with its event, group and venue, if `person` organises for that group; 404 else."""
    organises = (
        select(Membership.id)
        .where(
            Membership.organisation_id == Event.organisation_id,
            Membership.person_id == person.id,
            Membership.position.in_(ORGANISING),
        )
        .exists()
    )
    found: Occurrence = db.first_or_404(
        select(Occurrence)
        .join(Occurrence.event)
        .where(Occurrence.id == occurrence_id, organises)
        .options(
            contains_eager(Occurrence.event).joinedload(Event.organisation),
            contains_eager(Occurrence.event).joinedload(Event.kind),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
    )
    return found


def other_dates(occurrence: Occurrence, limit: int) -> Sequence[Occurrence]:
    """The next dates of the same event that are on and have not begun, soonest first; none for a
    course, which is booked whole."""
    if occurrence.event.is_block:
        return []
    return db.session.scalars(
        select(Occurrence)
        .where(Occurrence.event_id == occurrence.event_id, Occurrence.id != occurrence.id)
        .where(Occurrence.starts_at > utcnow(), Occurrence.cancelled_at.is_(None))
        .options(
            joinedload(Occurrence.event).joinedload(Event.organisation),
            joinedload(Occurrence.venue).joinedload(Venue.place),
        )
        .order_by(Occurrence.starts_at)
        .limit(limit)
    ).all()


def venues_of(occurrence: Occurrence) -> Sequence[Venue]:
    """Where a date of this group may be: every venue whose address is no secret, and those it uses
    itself, A to Z."""
    own = select(Event.venue_id).where(Event.organisation_id == occurrence.event.organisation_id)
    return db.session.scalars(
        select(Venue)
        .where(or_(Venue.is_address_private.is_(False), Venue.id.in_(own)))
        .options(joinedload(Venue.place))
        .order_by(Venue.name, Venue.id)
    ).all()


def booking_with_code(occurrence: Occurrence, code: str) -> Booking:
    """The booking on this date that `code` opens, if it still counts; 404 for any other."""
    found: Booking = db.first_or_404(
        bookings.with_date(select(Booking)).where(
            Booking.code == code,
            Booking.occurrence_id == occurrence.id,
            Booking.state.in_(LIVE),
        )
    )
    return found


def is_on(occurrence: Occurrence, booking_id: int) -> bool:
    """Whether a booking is one of this date, whatever became of it."""
    found = select(Booking.id).where(
        Booking.id == booking_id, Booking.occurrence_id == occurrence.id
    )
    return db.session.scalar(found) is not None


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


def _desk_date(row: Row[*tuple[object, ...]]) -> DeskDate:
    values = row._mapping
    return DeskDate(
        **{name: values[name] for name in _AS_THEY_ARE},
        key=date_key(values["original_date"], values["number"]),
        is_drop_in=values["booking_mode"] == "drop_in",
        is_cancelled=values["cancelled_at"] is not None,
    )


def _today(zone: str) -> calendar_day:
    return utcnow().astimezone(ZoneInfo(zone)).date()


_AS_THEY_ARE = (
    *("id", "title", "slug", "kind", "look", "picture", "starts_at", "ends_at", "zone"),
    *("capacity", "taken", "waiting"),
)
