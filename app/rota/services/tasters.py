"""Trying one shift: without an application, without a check, and never alone."""

from app.opportunities import queries as opportunities
from app.people.models import Person
from app.rota import emails, queries
from app.rota.models import COMING, Shift, ShiftSignup
from app.rota.services.holding import hold
from app.rota.services.signing_up import FULL, CannotSignUp, add, refusal_of

CHOSEN_ENOUGH = (
    "Something came up both times. That happens. Ring or write to the group, and they find a day "
    "with you."
)


def try_one(shift: Shift, person: Person) -> ShiftSignup:
    """A place on `shift` for somebody who would like to try its role, once. Twice is once.

    Refuses with CannotSignUp where the role offers none, they have it or tried it, have given back
    as many as they may, nobody who has it will be there, on an overlap, and where it is full.
    """
    hold(shift, [person.id])
    role = shift.opportunity
    known = queries.has_tried(person, role)
    if known and known.shift_id == shift.id:
        return known
    if not role.offers_taster:
        raise CannotSignUp("There is no shift to try here. You can ask for the role.")
    if opportunities.role_of(person, role):
        raise CannotSignUp("You have this role already. Choose among your shifts.")
    if known:
        raise CannotSignUp("You have chosen one shift to try. If you like it, ask for the role.")
    if queries.has_chosen_enough(person, role):
        raise CannotSignUp(CHOSEN_ENOUGH)
    if refusal := refusal_of(shift, person, is_taster=True):
        raise CannotSignUp(refusal.words, refusal)
    others = [signup for signup in queries.on(shift, COMING) if not signup.is_taster]
    if not any(signup.person_id != person.id for signup in others):
        raise CannotSignUp("Nobody else is on that shift any more. Choose another one.")
    if queries.taken(shift) >= shift.most:
        raise CannotSignUp(FULL)
    signup = add(shift, person, taster_of_id=role.id)
    emails.taster(signup)
    return signup
