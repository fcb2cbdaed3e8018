"""Who needs a lift and who can give one. Each side finds only the other, and only who fits."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.bookings.models import PLACED, Booking
from app.company.models import Lift, LiftKind, LiftPair, LiftRefusal
from app.company.queries.standing import of_booking
from app.events.models import Event, Occurrence
from app.shared.database import db


def lift_of(booking: Booking) -> Lift | None:
    """What the holder of this booking said about a lift to its date."""
    return _one(_standing().where(Lift.booking_id == booking.id))


def any_lift_of(booking: Booking) -> Lift | None:
    """The same, even if it no longer stands."""
    return _one(select(Lift).where(Lift.booking_id == booking.id))


def others_for(lift: Lift) -> Sequence[Lift]:
    """Who is on the other side, fits, and was neither asked nor turned down: of the same area
    first."""
    return db.session.scalars(
        _shown(_standing())
        .where(*_fits(lift), ~_is_known(lift))
        .order_by(Lift.area != lift.area, Lift.area, Lift.id)
    ).all()


def other_with_id(lift: Lift, lift_id: int) -> Lift | None:
    """The one of this id whom `lift` may ask, or with whom it has something to do already."""
    return _one(
        _standing()
        .where(Lift.id == lift_id, or_(and_(*_fits(lift)), _is_known(lift)))
        .where(Lift.occurrence_id == lift.occurrence_id, Lift.kind != lift.kind)
    )


def pairs_of(lift: Lift) -> Sequence[LiftPair]:
    """Whom this side asked, who asked it, and with whom it agreed, the oldest first."""
    need, offer = joinedload(LiftPair.need), joinedload(LiftPair.offer)
    theirs = LiftPair.need_id if lift.is_offer else LiftPair.offer_id
    return db.session.scalars(
        select(LiftPair)
        .where(or_(LiftPair.need_id == lift.id, LiftPair.offer_id == lift.id))
        .where(theirs.in_(select(Lift.id).join(*_BOOKING).join(*_DATE).where(*_STANDS)))
        .options(*_of_lift(need), *_of_lift(offer))
        .order_by(LiftPair.id)
    ).all()


def pair_between(lift: Lift, other: Lift) -> LiftPair | None:
    """What there is between these two."""
    need, offer = (other, lift) if lift.is_offer else (lift, other)
    return db.session.scalar(
        select(LiftPair).where(LiftPair.need_id == need.id, LiftPair.offer_id == offer.id)
    )


def has_agreed(lift: Lift) -> bool:
    """Whether this side agreed with anyone."""
    return bool(db.session.scalar(select(_agreed(lift.id))))


def seats_left(offer: Lift) -> int:
    """How many of the seats of an offer nobody has agreed to take."""
    return int(db.session.scalar(select(_left()).where(Lift.id == offer.id)) or 0)


def free_seats(lifts: Iterable[Lift]) -> dict[int, int]:
    """How many seats nobody has agreed to take, by the id of each offer among these."""
    ids = [lift.id for lift in lifts if lift.is_offer]
    if not ids:
        return {}
    return dict(db.session.execute(select(Lift.id, _left()).where(Lift.id.in_(ids))).all())


def was_turned_down(booking: Booking) -> bool:
    """Whether somebody said no to this booking. Not who, and not how many."""
    return bool(
        db.session.scalar(select(exists().where(LiftRefusal.other_booking_id == booking.id)))
    )


def refusal_of(booking_id: int, other_booking_id: int) -> LiftRefusal | None:
    """That the first said no to the second."""
    return db.session.scalar(
        select(LiftRefusal).where(
            LiftRefusal.booking_id == booking_id, LiftRefusal.other_booking_id == other_booking_id
        )
    )


def still_needed(occurrence: Occurrence) -> Sequence[tuple[Booking, str]]:
    """Who asked for a lift to a date and has none yet, with where from, or nothing where they did
    not say: by area."""
    rows = db.session.execute(
        select(Booking, func.coalesce(Lift.area, ""))
        .outerjoin(Lift, and_(Lift.booking_id == Booking.id, Lift.kind == LiftKind.NEED))
        .where(Booking.occurrence_id == occurrence.id, Booking.state.in_(PLACED))
        .where(Booking.wants_lift, Booking.erased_at.is_(None))
        .where(or_(Lift.id.is_(None), ~_agreed(Lift.id)))
        .order_by(Lift.area.is_(None), Lift.area, Booking.joined_at, Booking.id)
    )
    return [(booking, area) for booking, area in rows]


def seats_offered(occurrence: Occurrence) -> int:
    """How many seats are free on a date, of all who can give a lift."""
    query = _standing(select(func.sum(_left()))).where(
        Lift.occurrence_id == occurrence.id, Lift.kind == LiftKind.OFFER
    )
    return int(db.session.scalar(query) or 0)


def lifts_behind() -> Sequence[Lift]:
    """Lifts whose booking no longer stands as it did: given up, moved, called off, erased, the
    tick taken out; date by date."""
    return db.session.scalars(
        _shown(select(Lift).join(*_BOOKING).join(*_DATE).join(*_EVENT))
        .where(or_(not_(and_(*_STANDS)), Event.is_attendance_private))
        .order_by(Lift.occurrence_id, Lift.id)
    ).all()


def dates_ended_by(moment: datetime) -> Select[int]:
    """The dates that were over by then."""
    return select(Occurrence.id).where(Occurrence.ends_at <= moment)


_BOOKING = Booking, Booking.id == Lift.booking_id
_DATE = Occurrence, Occurrence.id == Lift.occurrence_id
_EVENT = Event, Event.id == Occurrence.event_id
_STANDS = (
    Booking.state.in_(PLACED),
    Booking.erased_at.is_(None),
    Booking.occurrence_id == Lift.occurrence_id,
    or_(Booking.wants_lift, Lift.kind == LiftKind.OFFER),
    Occurrence.cancelled_at.is_(None),
)


def _one(query: Select[Any]) -> Lift | None:
    found: Lift | None = db.session.scalar(_shown(query))
    return found


def _standing(query: Select[Any] | None = None) -> Select[Any]:
    chosen = select(Lift) if query is None else query.select_from(Lift)
    return chosen.join(*_BOOKING).join(*_DATE).where(*_STANDS)


def _shown(query: Select[Any]) -> Select[Any]:
    return query.options(*_of_lift(), joinedload(Lift.occurrence).joinedload(Occurrence.event))


def _of_lift(lift: Any = None) -> tuple[Any, ...]:
    booking = lift.joinedload(Lift.booking) if lift else joinedload(Lift.booking)
    return of_booking(booking.joinedload(Booking.occurrence))


def _fits(lift: Lift) -> tuple[ColumnElement[bool], ...]:
    """On the other side, with room, not turned down, and women only or not as this one is."""
    fits = [
        Lift.occurrence_id == lift.occurrence_id,
        Lift.kind == LiftKind(lift.kind).other,
        Lift.is_women_only.is_(lift.is_women_only),
        ~_is_refused(lift.booking),
    ]
    if lift.is_offer:
        fits += [Lift.seats <= seats_left(lift), ~_agreed(Lift.id)]
    else:
        fits.append(_left() >= lift.seats)
    return tuple(fits)


def _left() -> Any:
    """The free seats of each lift that is offered."""
    passenger = aliased(Lift)
    taken = (
        select(func.coalesce(func.sum(passenger.seats), 0))
        .join(LiftPair, LiftPair.need_id == passenger.id)
        .where(LiftPair.offer_id == Lift.id, LiftPair.agreed_at.is_not(None))
        .correlate(Lift)
        .scalar_subquery()
    )
    return Lift.seats - taken


def _agreed(lift_id: Any) -> ColumnElement[bool]:
    return exists().where(
        or_(LiftPair.need_id == lift_id, LiftPair.offer_id == lift_id),
        LiftPair.agreed_at.is_not(None),
    )


def _is_known(lift: Lift) -> ColumnElement[bool]:
    return exists().where(
        or_(
            and_(LiftPair.need_id == Lift.id, LiftPair.offer_id == lift.id),
            and_(LiftPair.offer_id == Lift.id, LiftPair.need_id == lift.id),
        )
    )


def _is_refused(mine: Booking) -> ColumnElement[bool]:
    """Either said no to the other, be it with another booking of the same sign-in or browser."""
    said, heard = aliased(Booking), aliased(Booking)
    return exists().where(
        LiftRefusal.booking_id == said.id,
        LiftRefusal.other_booking_id == heard.id,
        or_(
            and_(_is_same(said, mine), _is_same(heard, Booking)),
            and_(_is_same(heard, mine), _is_same(said, Booking)),
        ),
    )


def _is_same(one: Any, other: Any) -> ColumnElement[bool]:
    """The same booking or the same holder. What is not known is nobody."""
    held = [one.id == other.id]
    for name in ("person_id", "browser_key"):
        theirs = getattr(other, name)
        if theirs is not None:
            held.append(getattr(one, name) == theirs)
    return or_(*held)
