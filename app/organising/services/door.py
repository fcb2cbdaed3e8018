"""Noting who came: tap by tap, from several phones at once, some of them long without signal.

A tap has a key and the moment it was made. Whoever was once seen here stays here unless somebody
who knew it says otherwise: "not here" from a phone that had not heard is answered with a question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from app.bookings import queries as bookings
from app.bookings import services
from app.bookings.models import Booking, BookingState
from app.bookings.services.marking import DOOR_OPENS, MAY_CORRECT
from app.events.models import Occurrence
from app.organising import queries
from app.organising.models import MOST_WALK_INS, Act, DoorTap, WalkIn
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.formatting import clock

KEYS_KEPT = timedelta(days=60)
"""Longer than any tap may come late."""


@dataclass(frozen=True)
class Tap:
    """One press of a button. `is_sure`: whoever pressed it was told that they were marked here."""

    key: str
    act: Act
    tapped_at: datetime
    booking_id: int | None = None
    is_sure: bool = False
    number: int = 1
    """For walk-ins, how many at once."""


@dataclass(frozen=True)
class Said:
    """Why a tap was not done, in words."""

    booking_id: int | None
    words: str


def note(occurrence: Occurrence, taps: Sequence[Tap]) -> list[Said]:
    """Do each tap once, in order, whatever becomes of the others; answers what was not done.

    A key that came before does nothing. What is refused is not remembered, so it may come again.
    """
    services.hold(occurrence)
    known = queries.known_taps(occurrence, [tap.key for tap in taps])
    people = bookings.marked_by_id(occurrence, [tap.booking_id for tap in taps if tap.booking_id])
    said = []
    for tap in taps:
        if tap.key in known:
            continue
        try:
            _do(occurrence, tap, people)
        except RuleBroken as rule:
            said.append(Said(tap.booking_id, str(rule)))
            continue
        known.add(tap.key)
        _write_down(occurrence, tap)
    return said


def forget(now: datetime | None = None) -> None:
    """Remove the keys of taps that can no longer come again."""
    now = now or utcnow()
    db.session.execute(delete(DoorTap).where(DoorTap.tapped_at < now - KEYS_KEPT))


def _do(occurrence: Occurrence, tap: Tap, people: dict[int, Booking]) -> None:
    if tap.act in _COUNTS:
        _count(occurrence, tap.number if tap.act == Act.WALK_IN else -tap.number)
        return
    booking = people.get(tap.booking_id or 0)
    if booking is None:
        raise RuleBroken("This booking is not on this date any more.")
    if tap.act == Act.HERE:
        _check_not_corrected_since(booking, tap)
        services.mark_here(booking)
    else:
        _check_may_be_not_here(booking, tap)
        services.mark_not_there(booking)


def _check_not_corrected_since(booking: Booking, tap: Tap) -> None:
    """An old "here" that comes late does not undo what somebody put right, knowing of it."""
    if booking.state != BookingState.NOT_THERE:
        return
    corrected = queries.last_tap(booking, Act.NOT_HERE, is_sure=True)
    if corrected and corrected > tap.tapped_at:
        raise RuleBroken(
            f"They were put down as not here at {_at(booking, corrected)}, after this. "
            "Press Here if they came."
        )


def _check_may_be_not_here(booking: Booking, tap: Tap) -> None:
    if booking.state != BookingState.CAME:
        return
    seen = queries.last_tap(booking, Act.HERE)
    if tap.is_sure and (seen is None or seen <= tap.tapped_at):
        return
    when = f" at {_at(booking, seen)}" if seen else ""
    raise RuleBroken(f"They were marked here{when}. If that is wrong, press Not here once more.")


def _count(occurrence: Occurrence, change: int) -> None:
    _check_open(occurrence)
    counted = queries.walk_in_row(occurrence)
    if counted is None:
        counted = WalkIn(occurrence_id=occurrence.id, number=0)
        db.session.add(counted)
    counted.number = min(MOST_WALK_INS, max(0, counted.number + change))
    db.session.flush()


def _check_open(occurrence: Occurrence) -> None:
    now = utcnow()
    if occurrence.is_cancelled:
        raise RuleBroken("This date is off, so there is nobody to count.")
    if now < occurrence.starts_at - DOOR_OPENS:
        raise RuleBroken("It is early yet. You can count people from 2 hours before the start.")
    if now > occurrence.ends_at + MAY_CORRECT:
        raise RuleBroken("This was more than 14 days ago, so what was noted down stays as it is.")


def _write_down(occurrence: Occurrence, tap: Tap) -> None:
    done = DoorTap(
        occurrence_id=occurrence.id,
        booking_id=None if tap.act in _COUNTS else tap.booking_id,  # a walk-in is nobody's
        key=tap.key,
        act=tap.act,
        is_sure=tap.is_sure,
        tapped_at=min(tap.tapped_at, utcnow()),  # no phone's clock is ahead of ours
    )
    db.session.add(done)
    db.session.flush()


def _at(booking: Booking, moment: datetime) -> str:
    return clock(moment.astimezone(ZoneInfo(booking.occurrence.zone)))


_COUNTS = (Act.WALK_IN, Act.WALK_OUT)
