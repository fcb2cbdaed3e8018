"""Freed places go to who stands by. The one service for it, called by every path that frees one."""

from collections.abc import Sequence

from app.rota import emails, queries
from app.rota.models import Shift, ShiftSignup, SignupState
from app.rota.services.holding import hold
from app.rota.services.moves import Move, move
from app.rota.services.signing_up import end_gaps, refusal_of


def fill(shifts: Sequence[Shift]) -> list[ShiftSignup]:
    """Give free places to the standby list, in order of joining, and answer who got one.

    Whoever may not take it now keeps their turn. Nothing happens once it has begun or is off. Call
    with the shifts held: the people are held here, all of them at once.
    """
    open_ = [each for each in shifts if not (each.is_cancelled or each.has_started)]
    waiting = {each.id: queries.on(each, [SignupState.STANDBY]) for each in open_}
    hold([], (signup.person_id for line in waiting.values() for signup in line))
    return [signup for each in open_ for signup in _fill(each, waiting[each.id])]


def _fill(shift: Shift, waiting: Sequence[ShiftSignup]) -> list[ShiftSignup]:
    served: list[ShiftSignup] = []
    left = shift.most - queries.taken(shift) if waiting else 0
    for signup in waiting:
        if len(served) >= left:
            break
        if refusal_of(shift, signup.person) is None:
            move(signup, Move.PROMOTE)
            emails.promoted(signup)
            served.append(signup)
    if served:
        end_gaps(shift)
    return served
