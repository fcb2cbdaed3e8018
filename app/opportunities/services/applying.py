"""Asking for a role: a draft that waits as long as it takes, and sending it once."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.opportunities import emails, queries
from app.opportunities.models import (
    CURRENT_AGREEMENT,
    Application,
    ApplicationState,
    Opportunity,
)
from app.opportunities.services.moves import Move, hold, move
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

NOT_OPEN = "This role takes nobody just now. We keep what you wrote."
IS_SENT = "You have sent this already. The group has it as it was."
NOBODY_ELSE = (
    "You alone decide for this group, so nobody could answer you. Ask somebody else to join"
    " the team as an organiser: they can give you the role."
)
AGREEMENT = "agreement"
"""The page of the form with what we both expect."""


def start(person: Person, role: Opportunity) -> Application:
    """What `person` has going on for this role, or a new draft. Two taps begin one.

    Refuses with RuleBroken whoever alone decides for its group: nobody decides about themselves.
    """
    if found := queries.live_of(person, role):
        return found
    check_somebody_answers(person, role)
    draft = Application(opportunity=role, person=person, answered=[], free=[])
    draft.email = person.email or ""
    draft.state = ApplicationState.DRAFT
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:  # the other tap of two was quicker
        found = queries.live_of(person, role)
        if found is None:
            raise
        return found
    return draft


def check_somebody_answers(person: Person, role: Opportunity) -> None:
    """Nothing if the group has somebody else who decides, else RuleBroken with what to do."""
    if queries.decides_alone(person, role.organisation_id):
        raise RuleBroken(NOBODY_ELSE)


def keep(draft: Application, step: str, values: dict[str, Any]) -> None:
    """Keep what was typed on one page of the form. RuleBroken once it was sent."""
    hold(draft)
    if not draft.is_draft:
        raise RuleBroken(IS_SENT)
    for name, value in values.items():
        setattr(draft, name, value)
    if step == AGREEMENT:
        draft.agreement_version, draft.agreement_read_at = CURRENT_AGREEMENT, utcnow()
    if step not in draft.answered:
        draft.answered = [*draft.answered, step]
    draft.saved_at = utcnow()
    db.session.flush()


def send(draft: Application, steps: Collection[str]) -> None:
    """Send it to the group, once however often it is asked, and tell both sides.

    Refuses with RuleBroken while one of `steps` is not answered, where the role takes nobody,
    and where nobody else could answer it.
    """
    hold(draft)
    if not draft.is_draft:
        return
    if not queries.may_be_sent(draft):
        raise RuleBroken(NOT_OPEN)
    check_somebody_answers(draft.person, draft.opportunity)
    if not set(steps) <= set(draft.answered) or not (draft.name and draft.is_old_enough):
        raise RuleBroken("There is a page left to answer.")
    if draft.agreement_version != CURRENT_AGREEMENT:
        raise RuleBroken("What we both expect has changed. Read it again before you send this.")
    draft.person.name = draft.person.name or draft.name  # the first name they gave anywhere
    move(draft, Move.SEND, draft.person)
    draft.sent_at = draft.moved_at
    db.session.flush()
    emails.applied(draft)
    emails.to_answer(draft, deciders(draft))


def throw_away(draft: Application) -> None:
    """Forget a draft at once: nobody has read it. RuleBroken once it was sent."""
    hold(draft)
    if not draft.is_draft:
        raise RuleBroken(IS_SENT)
    db.session.delete(draft)
    db.session.flush()


def deciders(application: Application) -> Sequence[Person]:
    """Those of the role’s group who decide, but for whoever applied."""
    role = application.opportunity
    return queries.deciders(role.organisation_id, but_id=application.person_id)
