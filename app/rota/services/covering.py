"""Asking for a stand-in: a few at a time, in a fair order, and a no is a no."""

from datetime import datetime, timedelta

from app.people.models import Person
from app.rota import emails, queries
from app.rota.models import CoverAsk, Shift, ShiftSignup, SignupState
from app.rota.services.holding import hold
from app.rota.services.moves import Move, move, stop_asking
from app.rota.services.signing_up import CannotSignUp, add, refusal_of, refusals_of
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.waking import next_waking

A_FEW = 3
"""People who are asked at once."""
ASK_ON = timedelta(hours=4)
"""After this long without a yes, a few more are asked."""
AT_ONCE = 50
GONE = "Somebody else has just said yes, or it is not needed any more. Thank you for offering."


def ask_swap(shift: Shift, person: Person) -> ShiftSignup:
    """`person` asks for a stand-in. The shift stays theirs until somebody takes it. Twice is once.

    Refuses with RuleBroken once it has begun, and for somebody who only tries the role.
    """
    hold(shift)
    signup = queries.live_of(shift, person)
    if signup is None or signup.is_taster:
        raise RuleBroken("This is not a shift that you can pass on.")
    if shift.has_started:
        raise RuleBroken("This shift has begun. Ring the group if you can.")
    if signup.state != SignupState.SWAP_ASKED:
        move(signup, Move.ASK_SWAP)
        ask_more(signup)
    return signup


def keep(shift: Shift, person: Person) -> None:
    """No stand-in is needed after all. Twice is once."""
    hold(shift)
    signup = queries.live_of(shift, person)
    if signup is None:
        raise RuleBroken("Somebody else has taken this shift on.")
    if signup.state != SignupState.SIGNED_UP:
        move(signup, Move.KEEP)


def ask_more(signup: ShiftSignup, at_least: int = 0) -> list[Person]:
    """Ask the next who could stand in, until a few have still to answer, and `at_least` so many
    more; answers them. Call with the shift held."""
    people = queries.could_cover(signup)
    refused = refusals_of(signup.shift, people)
    wanted = max(at_least, A_FEW - queries.waiting_asks(signup))
    asked = [person for person in people if person.id not in refused][: max(0, wanted)]
    db.session.add_all(CoverAsk(signup_id=signup.id, person_id=each.id) for each in asked)
    db.session.flush()
    by_mail = queries.wants_gap_mail(signup.shift, [person.id for person in asked])
    for person in asked:
        if person.id in by_mail:
            emails.gap(signup, person)
    return asked


def refuse(ask: CoverAsk) -> None:
    """Not this time: they are not asked for it again, and the next one is. Twice is once."""
    hold(ask.signup.shift)
    db.session.refresh(ask, ["answer"])
    if ask.answer:
        return
    ask.answer = "no"
    db.session.flush()
    signup = queries.one(ask.signup_id)
    if signup and signup.seeks_cover and not signup.shift.has_started:
        ask_more(signup)


def take(ask: CoverAsk) -> ShiftSignup:
    """Yes: the shift changes hands in one step, and all three hear of it. The first yes wins.

    Twice is once. Refuses with CannotSignUp where it is not needed any more, or is not for them.
    """
    shift, person = ask.signup.shift, ask.person
    hold(shift, [person.id, ask.signup.person_id])
    giver = queries.one(ask.signup_id)
    known = queries.live_of(shift, person)
    if known and known.state != SignupState.STANDBY:
        return known
    if giver is None or not giver.seeks_cover:
        raise CannotSignUp(GONE)
    if refusal := refusal_of(shift, person):
        raise CannotSignUp(refusal.words, refusal)
    is_swap = giver.state == SignupState.SWAP_ASKED
    if is_swap:
        move(giver, Move.PASS_ON)
    elif queries.taken(shift) >= shift.most:
        raise CannotSignUp(GONE)
    stop_asking(giver)
    ask.answer = "yes"
    taken = known or add(shift, person)
    if known:
        move(known, Move.PROMOTE)
    emails.passed_on(giver, taken)
    return taken


def ask_on(now: datetime | None = None) -> None:
    """Where nobody has said yes for a while, ask a few more. Only when people are up."""
    now = now or utcnow()
    found = queries.to_ask_on(now - ASK_ON, now, AT_ONCE)
    due = [signup for signup in found if next_waking(now, signup.shift.zone) == now]
    hold([signup.shift for signup in due])
    for signup in due:
        db.session.refresh(signup, ["seeks_cover"])
        if signup.seeks_cover:
            ask_more(signup, A_FEW)
