"""One booking: by its code, by who holds it, and how it came about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, or_, select, tuple_, union_all
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption
from werkzeug.exceptions import NotFound

from app.bookings.models import LIVE, PLACED, Booking, BookingMove, BookingState
from app.events.models import Event, Occurrence
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import db


def with_code(code: str) -> Booking:
    """The booking this code opens, with all its page shows; 404 for any other."""
    booking: Booking | None = db.session.scalars(_WITH_CODE, {"code": code}).unique().first()
    if booking is None:
        raise NotFound
    return booking


def code_exists(code: str) -> bool:
    """Whether some booking has this code."""
    return db.session.scalar(_ID_WITH_CODE, {"code": code}) is not None


def earlier_booking(
    occurrence: Occurrence, form_key: str | None, person: Person | None, browser_key: str | None
) -> Booking | None:
    """The booking that this very form made before, if it was sent already; else as
    `live_booking_of`, in the same question."""
    asked = _holder(occurrence.id, person.id if person else None, browser_key)
    booking: Booking | None = db.session.scalar(_EARLIER, asked | {"form_key": form_key})
    return booking


def live_booking_of(
    occurrence: Occurrence, person: Person | None, browser_key: str | None
) -> Booking | None:
    """The booking on this date that this sign-in or this browser holds.

    Never looks at names or addresses: what someone typed proves nothing about who they are.
    """
    return _live(occurrence.id, person.id if person else None, browser_key)


def place_of(person: Person, occurrence_id: int) -> Booking | None:
    """The place that `person` has, or had, on a date; None for a turn in the waiting list."""
    booking: Booking | None = db.session.scalar(
        with_date(select(Booking))
        .where(Booking.occurrence_id == occurrence_id, Booking.person_id == person.id)
        .where(Booking.state.in_(PLACED))
        .order_by(Booking.state != BookingState.CAME, Booking.id)
        .limit(1)
    )
    return booking


def other_of_holder(booking: Booking) -> Booking | None:
    """Another live booking on the same date, of the sign-in or the browser that has this one."""
    return _live(booking.occurrence_id, booking.person_id, booking.browser_key, but=booking.id)


def other_booking_of_holder(booking: Booking, occurrence: Occurrence) -> Booking | None:
    """The live booking on another date of the sign-in or the browser that has this one."""
    return _live(occurrence.id, booking.person_id, booking.browser_key, but=booking.id)


def of_event(event: Event, booking_id: int) -> Booking:
    """A booking on some date of `event`, if it counts or the group cancelled it; 404 for others.

    What people gave up themselves is nobody's business any more.
    """
    found: Booking | None = db.session.scalar(
        with_date(select(Booking))
        .join(Booking.occurrence)
        .where(Booking.id == booking_id, Occurrence.event_id == event.id)
        .where(Booking.state.in_((*LIVE, BookingState.CANCELLED_BY_GROUP)))
    )
    if found is None or found.erased_at:
        raise NotFound
    return found


def block_of(booking: Booking) -> Sequence[Booking]:
    """The bookings of the whole course that this one is of, by date; itself alone if of none."""
    if booking.block_code is None:
        return [booking]
    return db.session.scalars(
        with_date(select(Booking))
        .join(Booking.occurrence)
        .where(Booking.block_code == booking.block_code)
        .order_by(Occurrence.starts_at)
    ).all()


def position(booking: Booking) -> int:
    """Which one in the waiting list this booking is; the first is 1."""
    ahead = select(func.count()).where(
        Booking.occurrence_id == booking.occurrence_id,
        Booking.state == BookingState.WAITING,
        tuple_(Booking.joined_at, Booking.id) < tuple_(booking.joined_at, booking.id),
    )
    return 1 + (db.session.scalar(ahead) or 0)


def state_before(booking: Booking) -> str | None:
    """Where a booking stood before its last step; None if it has had one step only."""
    steps = db.session.scalars(
        select(BookingMove.state)
        .where(BookingMove.booking_id == booking.id)
        .order_by(BookingMove.id.desc())
        .limit(2)
    ).all()
    return steps[1] if len(steps) == 2 else None


def last_moved(booking: Booking) -> datetime:
    """When a booking took its last step."""
    steps = select(func.max(BookingMove.moved_at)).where(BookingMove.booking_id == booking.id)
    return db.session.scalar(steps) or booking.joined_at


def was_waiting(booking: Booking) -> bool:
    """Whether a cancelled booking was on the waiting list, not booked, before."""
    return state_before(booking) in (BookingState.WAITING, BookingState.OFFERED)


def has_other_booking(booking: Booking) -> bool:
    """Whether the same address holds another live booking on the same date."""
    if not booking.email:
        return False
    asked = {"date": booking.occurrence_id, "email": booking.email, "but": booking.id}
    return db.session.scalar(_OTHER_OF_ADDRESS, asked) is not None


def has_another_like(booking: Booking, person: Person) -> bool:
    """Whether `person` has another booking on the same date that stands as this one does: both
    count, or both were called off and come back together when the date does."""
    alike = LIVE if booking.is_live else (BookingState.CANCELLED_BY_GROUP,)
    found = select(Booking.id).where(
        Booking.occurrence_id == booking.occurrence_id,
        Booking.person_id == person.id,
        Booking.id != booking.id,
        Booking.state.in_(alike),
    )
    is_over = booking.state == BookingState.CANCELLED_BY_PERSON
    return not is_over and db.session.scalar(found.limit(1)) is not None


def with_date(query: Select[Any], guests: LoaderOption | None = None) -> Select[Any]:
    """`query` with all that services, mails and pages need of a booking and its date."""
    date = joinedload(Booking.occurrence)
    event = date.joinedload(Occurrence.event)
    return query.options(
        event.joinedload(Event.organisation),
        event.joinedload(Event.kind),
        date.joinedload(Occurrence.venue).joinedload(Venue.place),
        guests or selectinload(Booking.guests),
    ).execution_options(populate_existing=True)


def _live(
    occurrence_id: int, person_id: int | None, browser_key: str | None, but: int = 0
) -> Booking | None:
    if person_id is None and not browser_key:
        return None
    asked = _holder(occurrence_id, person_id, browser_key)
    booking: Booking | None = db.session.scalar(_LIVE_OF_HOLDER, asked | {"but": but})
    return booking


def _holder(date: int, person_id: int | None, browser_key: str | None) -> dict[str, Any]:
    # Nobody equals NULL, so a holder that is not known finds nothing.
    return {"date": date, "person": person_id, "key": browser_key or None}


# Put together once: that takes longer than asking for the rows.
_WITH_CODE = with_date(
    select(Booking).where(Booking.code == bindparam("code")), joinedload(Booking.guests)
)
_ID_WITH_CODE = select(Booking.id).where(Booking.code == bindparam("code"))
_LIVE_ON_DATE = and_(Booking.occurrence_id == bindparam("date"), Booking.state.in_(LIVE))
_OF_HOLDER = or_(Booking.person_id == bindparam("person"), Booking.browser_key == bindparam("key"))
_OTHER_OF_ADDRESS = (
    select(Booking.id)
    .where(_LIVE_ON_DATE, Booking.email == bindparam("email"), Booking.id != bindparam("but"))
    .limit(1)
)
# Without the date, which whoever asks has loaded already, with more than we would load.
_LIVE_OF_HOLDER = (
    select(Booking)
    .where(_LIVE_ON_DATE, _OF_HOLDER, Booking.id != bindparam("but"))
    .order_by(Booking.id)
    .limit(1)
)
_of_form = Booking.form_key == bindparam("form_key")
_EARLIER = (
    select(Booking)
    .where(
        # Two searches and not one with an "or", for which SQLite may read every booking there is.
        Booking.id.in_(
            union_all(
                select(Booking.id).where(_of_form).correlate(None),
                select(Booking.id).where(_LIVE_ON_DATE, _OF_HOLDER).correlate(None),
            )
        )
    )
    .order_by(case((_of_form, 0), else_=1), Booking.id)
    .limit(1)
)
