"""A word from somebody who knows them: asked by mail, answered once through a link that only the
mail holds, asked twice more, and then there is another way."""

from dataclasses import dataclass

from app.opportunities import emails, queries
from app.opportunities.models import (
    ApplicationState,
    ReferenceReply,
    ScreeningStep,
    StepState,
)
from app.opportunities.services.moves import hold
from app.opportunities.services.step_moves import StepMove, move_step
from app.people.models import Person
from app.shared import outbox
from app.shared.codes import hashed, sealed
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

NOT_YOURSELF = "Name somebody else than yourself."
ONCE_EACH = "You have named them already. Name somebody else here."
HAS_ANSWERED = "They have answered already, so there is nobody to ask."
NOBODY_WAITS = "Nobody waits for this any more. Thank you for coming back to it."
ENOUGH_MAIL = "We cannot write to that address today. Try again tomorrow, or name somebody else."


class Used(RuleBroken):
    """The link was used before."""


class Gone(RuleBroken):
    """Nobody waits for an answer any more."""


@dataclass(frozen=True)
class Answer:
    """What a referee says."""

    how_long: str
    in_what_way: str
    is_happy: str
    words: str = ""


def name(step: ScreeningStep, who: str, email: str, by: Person) -> None:
    """Ask somebody for a reference, in place of whoever was asked before. Twice is once.

    Refuses with RuleBroken the applicant themselves, somebody who is asked already, and once there
    is an answer.
    """
    application = step.application
    if not step.is_reference or application.state != ApplicationState.CHECKS:
        raise RuleBroken("There is nobody to name just now.")
    if queries.reply_to(step):
        raise RuleBroken(HAS_ANSWERED)
    if step.state == StepState.ASKED and step.referee_email == email:
        return
    if email in (application.email.lower(), application.person.email):
        raise RuleBroken(NOT_YOURSELF)
    others = [each for each in queries.steps_of(application) if each.id != step.id]
    if any(each.referee_email == email for each in others):
        raise RuleBroken(ONCE_EACH)
    if outbox.has_had_enough(email):
        raise RuleBroken(ENOUGH_MAIL)
    move_step(step, StepMove.ASK, by)
    step.referee_name, step.referee_email = who, email
    step.asked_at, step.chased = utcnow(), 0
    step.token_hash = hashed(_token(step))
    db.session.flush()
    emails.reference_ask(step, _token(step))


def chase(step: ScreeningStep) -> None:
    """Ask the referee once more, with the link they have."""
    step.chased += 1
    db.session.flush()
    if not outbox.has_had_enough(step.referee_email):
        emails.reference_again(step, _token(step))


def answer(token: str, said: Answer) -> ScreeningStep:
    """Take what a referee says, once. Used where they have said it, Gone where nobody waits for it.

    Those who decide are told that there is something to read.
    """
    step = queries.step_with(token)
    if step is None:
        raise Gone(NOBODY_WAITS)
    hold(step.application)
    db.session.refresh(step, ["state", "token_hash"])
    if queries.reply_to(step):
        raise Used("You have answered already. Thank you.")
    is_asked = step.state == StepState.ASKED and step.token_hash == hashed(token)
    if step.application.state != ApplicationState.CHECKS or not is_asked:
        raise Gone(NOBODY_WAITS)
    reply = ReferenceReply(
        step_id=step.id,
        how_long=said.how_long,
        in_what_way=said.in_what_way,
        is_happy=said.is_happy,
        words=said.words,
        answered_at=utcnow(),
    )
    db.session.add(reply)
    db.session.flush()
    role = step.application.opportunity
    people = queries.deciders(role.organisation_id, but_id=step.application.person_id)
    emails.to_answer(step.application, people)
    return step


def _token(step: ScreeningStep) -> str:
    """128 bits that only this site can make again, so that the database need not hold them. Whoever
    is named again has the link they had, and is not written to twice."""
    started = step.application.started_at.isoformat()
    return sealed("reference", str(step.id), step.referee_email, started)[:32]
