"""Saying yes to a shift, or to standing by for one."""

from collections.abc import Sequence
from datetime import timedelta

from app.opportunities import queries as opportunities
from app.people.models import Person
from app.rota import emails, permissions, queries
from app.rota.models import Shift, ShiftSignup, SignupState
from app.rota.permissions import Refusal
from app.rota.services.holding import hold
from app.rota.services.moves import Move, move, stop_asking
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

AROUND = timedelta(days=8)
"""How far around a shift its person's others matter."""
FULL = "The last place has just gone. You can stand by, and have it if one comes free."


class CannotSignUp(RuleBroken):
    """Why a shift cannot be theirs. `refusal` is None where it is only full."""

    def __init__(self, words: str, refusal: Refusal | None = None) -> None:
        super().__init__(words)
        self.refusal = refusal


def sign_up(shift: Shift, person: Person, *, stands_by: bool = False) -> ShiftSignup:
    """A place on `shift` for `person`; with `stands_by`, a turn in the list where it is full.

    Twice is once. Refuses with CannotSignUp where they do not have the role, on an overlap, too
    little rest, too many hours, and where it is full.
    """
    hold(shift, [person.id])
    known = queries.live_of(shift, person)
    if known and (known.state != SignupState.STANDBY or stands_by):
        return known
    if refusal := refusal_of(shift, person):
        raise CannotSignUp(refusal.words, refusal)
    if queries.taken(shift) < shift.most:
        signup = _promoted(known) if known else add(shift, person)
        end_gaps(shift)
        return signup
    if not stands_by:
        raise CannotSignUp(FULL)
    return add(shift, person, event=Move.STAND_BY)


def put_in(shift: Shift, person: Person, by: Person, note: str = "") -> ShiftSignup:
    """A coordinator puts somebody in, and they are told. With a `note`, in spite of the rules of
    rest. Never more than the shift has places for, nor where they have another shift.

    Twice is once. Refuses with CannotSignUp.
    """
    hold(shift, [person.id])
    known = queries.live_of(shift, person)
    if known and known.state != SignupState.STANDBY:
        return known
    refusal = refusal_of(shift, person)
    if refusal and not (note.strip() and refusal.may_be_overridden):
        raise CannotSignUp(refusal.for_team, refusal)
    if queries.taken(shift) >= shift.most:
        raise CannotSignUp("This shift is full.")
    signup = _promoted(known) if known else add(shift, person)
    if refusal:
        signup.override_note, signup.overridden_by_id = note.strip(), by.id
    end_gaps(shift)
    if person.id != by.id:
        emails.put_in(signup)
    return signup


def add(
    shift: Shift, person: Person, event: Move = Move.SIGN_UP, taster_of_id: int | None = None
) -> ShiftSignup:
    """The row of a new sign-up. Call with both held, and with nothing in the way."""
    signup = ShiftSignup(
        shift=shift, person=person, taster_of_id=taster_of_id, joined_at=utcnow(), state=None
    )
    with db.session.no_autoflush:
        db.session.add(signup)
        move(signup, event)
    return signup


def refusal_of(shift: Shift, person: Person, *, is_taster: bool = False) -> Refusal | None:
    """Why `person` may not take `shift` now, places aside. Right only with both held."""
    own = queries.own_between([person.id], shift.starts_at - AROUND, shift.ends_at + AROUND)
    return permissions.why_not(
        shift,
        opportunities.role_of(person, shift.opportunity),
        own.get(person.id, []),
        is_ready=is_taster or person.id in queries.ready_for(shift),
        is_taster=is_taster,
    )


def refusals_of(shift: Shift, people: Sequence[Person]) -> dict[int, Refusal]:
    """Why those of `people` who may not take `shift` may not, by their number. All of them have its
    role."""
    ids = [person.id for person in people]
    own = queries.own_between(ids, shift.starts_at - AROUND, shift.ends_at + AROUND)
    found = {id_: permissions.clash(shift, own.get(id_, [])) for id_ in ids}
    found |= dict.fromkeys(set(ids) - queries.ready_for(shift), permissions.NOT_READY)
    return {id_: refusal for id_, refusal in found.items() if refusal}


def end_gaps(shift: Shift) -> None:
    """Nobody is asked to fill a gap that is filled. Call with the shift held."""
    if queries.taken(shift) >= shift.least:
        for signup in queries.on(shift, [SignupState.CANNOT_MAKE_IT]):
            stop_asking(signup)


def _promoted(signup: ShiftSignup) -> ShiftSignup:
    move(signup, Move.PROMOTE)
    return signup
