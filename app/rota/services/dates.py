"""Shifts go where the date of their event goes: off, back on, to another time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.events.models import Occurrence
from app.rota import emails, queries
from app.rota.models import COMING, LIVE, Shift, ShiftSignup, SignupState
from app.rota.services.filling import fill
from app.rota.services.holding import hold
from app.rota.services.leaving import see_to_tasters
from app.rota.services.moves import Move, move
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

AT_ONCE = 100


def follow(occurrence: Occurrence) -> None:
    """Let the shifts of a date stand as it stands now, and tell who is on them. Bears running
    twice."""
    shifts = [each for each in queries.of_date(occurrence) if each.ends_at > utcnow()]
    _hold_all(shifts)
    for shift in shifts:
        if shift.date_sequence == occurrence.sequence:
            continue
        shift.date_sequence = occurrence.sequence
        if occurrence.is_cancelled and not shift.is_cancelled:
            shift.is_off_with_date = True
            _call_off(shift)
            continue
        has_moved = _move(shift, occurrence)
        if not occurrence.is_cancelled and shift.is_off_with_date:
            _restore(shift)
        elif has_moved and not shift.is_cancelled:
            _tell_of_move(shift)


def call_off(shift: Shift) -> None:
    """The coordinator calls one shift off: who is on it is told. Twice is once.

    Refuses with RuleBroken once it has begun.
    """
    hold(shift)
    if shift.is_cancelled:
        return
    if shift.has_started:
        raise RuleBroken("This shift has begun, so it cannot be called off.")
    _call_off(shift)


def put_back_on(shift: Shift) -> None:
    """A shift that was called off is on again, with who was on it. Twice is once.

    Refuses with RuleBroken once it would have begun, for a role that is closed, and while the date
    it goes with is off.
    """
    _hold_all([shift])
    if not shift.is_cancelled:
        return
    if shift.has_started:
        raise RuleBroken("It would have begun by now, so it cannot be put back on.")
    if shift.opportunity.closed_at:
        raise RuleBroken("This role is closed, so its shifts stay off.")
    if shift.is_off_with_date or (shift.occurrence and shift.occurrence.is_cancelled):
        raise RuleBroken("Its date is off. Put that back on, and the shift comes with it.")
    _restore(shift)


def keep_up(now: datetime | None = None) -> None:
    """Follow the dates that were changed in some other way, such as with a whole series, call off
    the shifts whose date is gone, and give places to who stands by once nothing stands in their way
    any more. Everything is held before any of it is changed."""
    now = now or utcnow()
    behind = queries.behind_their_date(now, AT_ONCE)
    gone = queries.without_their_date(now, AT_ONCE)
    free = queries.stood_by_with_room(now, AT_ONCE)
    _hold_all([*gone, *free, *(shift for each in behind for shift in queries.of_date(each))])
    for occurrence in behind:
        follow(occurrence)
    for shift in gone:
        if not shift.is_cancelled:
            shift.is_off_with_date = True
            _call_off(shift)
    fill(free)


def _hold_all(shifts: Sequence[Shift]) -> None:
    """Hold them, and then everyone whom they may give their places, or their turns, again."""
    hold(shifts)
    states = (*LIVE, SignupState.CALLED_OFF)
    hold([], (each.person_id for shift in shifts for each in queries.on(shift, states)))


def _call_off(shift: Shift) -> None:
    shift.cancelled_at = utcnow()
    _mark_changed(shift)
    for signup in queries.on(shift, (*COMING, SignupState.STANDBY)):
        was_coming = signup.is_coming
        signup.before_off = signup.state
        move(signup, Move.CALL_OFF)
        if was_coming:
            emails.called_off(signup)
    for gone in queries.on(shift, [SignupState.CANNOT_MAKE_IT]):
        outbox.drop(gone.about, emails.GAP)


def _restore(shift: Shift) -> None:
    """Everyone has their place, or their turn, again. Who took on something else meanwhile does not
    lose that: they are told, and may choose. Call with the shift and its people held."""
    signups = queries.on(shift, [SignupState.CALLED_OFF])
    shift.cancelled_at, shift.is_off_with_date = None, False
    _mark_changed(shift)
    for signup in signups:
        if signup.before_off == SignupState.STANDBY:
            move(signup, Move.RESTORE_STANDBY)
            continue
        is_theirs = _is_still_free(shift, signup)
        move(signup, Move.RESTORE if is_theirs else Move.CANNOT)
        signup.reminded_at = None
        emails.back_on(signup, is_theirs=is_theirs)
    fill([shift])
    see_to_tasters(shift)


def _is_still_free(shift: Shift, signup: ShiftSignup) -> bool:
    if queries.taken(shift) >= shift.most:
        return False
    if signup.is_taster and queries.has_tried(signup.person, shift.opportunity):
        return False
    own = queries.own_between([signup.person_id], shift.starts_at, shift.ends_at)
    return not any(each.id != shift.id for each in own.get(signup.person_id, []))


def _move(shift: Shift, occurrence: Occurrence) -> bool:
    """The margins around the date stay what they are; True if it is at another time now."""
    starts_at = occurrence.starts_at - timedelta(minutes=shift.before_minutes)
    ends_at = occurrence.ends_at + timedelta(minutes=shift.after_minutes)
    if (starts_at, ends_at) == (shift.starts_at, shift.ends_at):
        return False
    set_times(shift, starts_at, ends_at)
    _mark_changed(shift)
    return True


def set_times(shift: Shift, starts_at: datetime, ends_at: datetime) -> None:
    """Both in UTC; the wall clock of its zone follows."""
    zone = ZoneInfo(shift.zone)
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    shift.starts_at, shift.ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    shift.local_date = start.date()
    shift.start_time = start.time().replace(tzinfo=None)
    shift.end_time = end.time().replace(tzinfo=None)


def _tell_of_move(shift: Shift) -> None:
    """Nobody is dropped: where it now falls on something else of theirs, they hear that too, and
    the rota says so."""
    signups: Sequence[ShiftSignup] = queries.on(shift, LIVE)
    doubled = queries.doubled([shift.id])
    for signup in signups:
        if signup.is_coming:
            signup.reminded_at = None
            emails.moved(signup, is_doubled=signup.id in doubled)
    if queries.doubled([shift.id], for_team=True):
        emails.doubled(shift)


def _mark_changed(shift: Shift) -> None:
    shift.sequence += 1
    shift.changed_at = utcnow()
    db.session.flush()
