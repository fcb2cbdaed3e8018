"""Not being able to make it. No reason is asked, and nothing follows for who says so."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from app.people.models import Person
from app.rota import emails, queries
from app.rota.models import COMING, Shift, ShiftSignup, SignupState
from app.rota.services.covering import ask_more
from app.rota.services.filling import fill
from app.rota.services.holding import hold
from app.rota.services.moves import Move, move
from app.shared.database import utcnow
from app.shared.errors import RuleBroken
from app.shared.waking import day_before

LATE = timedelta(hours=24)
"""Closer to the start than this the coordinator is told, and others are asked to cover."""
BEGUN = "This shift has begun. Ring the group if you can."


def cannot_make_it(shift: Shift, person: Person) -> None:
    """`person` gives up their place, or their turn: whoever stands by is next. Twice is once.

    Within LATE of the start the coordinator hears that there is a change, and where nobody stands
    by, others of the role are asked. Refuses with RuleBroken once it has begun.
    """
    hold(shift)
    signup = queries.live_of(shift, person)
    if signup is None:
        return
    if shift.has_started:
        raise RuleBroken(BEGUN)
    let_go([signup])


def let_go(signups: Sequence[ShiftSignup]) -> None:
    """End these sign-ups and see to what they leave behind. Call with all their shifts held."""
    was_coming = [signup for signup in signups if signup.state in COMING]
    for signup in signups:
        move(signup, Move.CANNOT)
    shifts = {signup.shift_id: signup.shift for signup in was_coming}
    filled = Counter(signup.shift_id for signup in fill(list(shifts.values())))
    for signup in was_coming:
        if signup.shift.starts_at - utcnow() >= LATE:
            continue
        if not signup.is_taster:
            filled[signup.shift_id] -= 1
            if filled[signup.shift_id] < 0:
                signup.seeks_cover = True
                ask_more(signup)
        emails.changed_late(signup)
    for shift in shifts.values():
        see_to_tasters(shift)


def release_all(person: Person, role_id: int | None = None) -> int:
    """Let every shift to come of `person` go, or those of one role; answers how many."""
    states = (*COMING, SignupState.STANDBY)
    theirs = [
        signup
        for signup in queries.of_person(person, utcnow(), states)
        if role_id in (None, signup.shift.opportunity_id) and not signup.shift.has_started
    ]
    hold([signup.shift for signup in theirs])
    fresh = [queries.live_of(signup.shift, person) for signup in theirs]
    still = [signup for signup in fresh if signup and signup.state in states]
    let_go(still)
    return len(still)


def see_to_tasters(shift: Shift) -> None:
    """Nobody tries a role alone: where the last who has it drops out, the coordinator hears, and
    whoever would try it. From the day before on it is off for them, and they may try another.

    Call with the shift held.
    """
    coming = queries.on(shift, COMING)
    if shift.has_started or not all(signup.is_taster for signup in coming):
        return
    is_off = day_before(shift.starts_at, shift.zone) <= utcnow()
    for signup in coming:
        if is_off:
            move(signup, Move.CALL_OFF)
        emails.left_alone(signup, is_off=is_off)
    if coming:
        emails.taster_alone(shift, is_off=is_off)
