"""Getting ready: the list of what there is to do, and each thing on it.

Every verb expects the application to be held. What stood in an official check is never asked for
and cannot be written down.
"""

from datetime import date

from app.opportunities import permissions, queries
from app.opportunities.models import (
    CHECK_LASTS,
    CURRENT_AGREEMENT,
    VOLUNTEERING,
    Application,
    ApplicationState,
    CheckLevel,
    ScreeningStep,
    StepKind,
    StepState,
)
from app.opportunities.services import references
from app.opportunities.services.step_moves import StepMove, move_step
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

NOT_NOW = "There is nothing to do here just now."
NOT_ELIGIBLE = (
    "First say, on the page of the role, that you used the official guidance on who may be asked "
    "for an enhanced check."
)
NEEDS_TWO = "A second person has to agree to this. It cannot be you again."
SAY_WHY = "Say why. They read it, so write it for them."


def list_steps(application: Application) -> None:
    """Write down what this role asks for before somebody starts. Twice is once."""
    if queries.steps_of(application):
        return
    role = application.opportunity
    needs_check = role.check_level != CheckLevel.NONE
    wanted = [
        ScreeningStep(kind=StepKind.CHAT),
        *(ScreeningStep(kind=StepKind.REFERENCE) for _ in range(role.references_needed)),
        ScreeningStep(
            kind=StepKind.CHECK,
            state=StepState.TO_DO if needs_check else StepState.NOT_NEEDED,
            level=role.check_level,
        ),
        *(ScreeningStep(kind=StepKind.TRAINING, about=name) for name in role.training),
        _agreement(application),
        ScreeningStep(
            kind=StepKind.INDUCTION,
            about=role.induction,
            state=StepState.TO_DO if role.induction else StepState.NOT_NEEDED,
        ),
    ]
    for number, step in enumerate(wanted, start=1):
        step.application, step.number = application, number
    db.session.add_all(wanted)
    db.session.flush()


def begin(application: Application) -> None:
    """They said yes: whoever they named in the form is asked."""
    steps = queries.steps_of(application)
    first = next((step for step in steps if step.is_reference), None)
    if first and application.referee_email and first.state == StepState.TO_DO:
        references.name(
            first, application.referee_name, application.referee_email, application.person
        )


def ask(step: ScreeningStep, by: Person) -> None:
    """It has been asked for: the check is applied for, the day of a training is agreed."""
    _begin(step, by)
    if step.is_check:
        _check_eligible(step.application)
    if step.is_reference:
        raise RuleBroken("They name somebody, and we ask by email. Or talk with them and say so.")
    if step.state != StepState.ASKED:
        move_step(step, StepMove.ASK, by)
        step.asked_at = utcnow()
        db.session.flush()


def finish(step: ScreeningStep, on: date, by: Person) -> None:
    """It is done since this day; of a check, the day on which it was seen. Twice is once.

    Refuses a day that has not come.
    """
    _begin(step, by)
    _has_been(on)
    if step.state == StepState.DONE:
        return
    if step.is_check:
        _check_eligible(step.application)
    move_step(step, StepMove.FINISH, by)
    _date(step, on)


def renew(step: ScreeningStep, on: date, by: Person) -> None:
    """A check has been seen anew. Refuses a day that has not come."""
    _begin(step, by)
    _has_been(on)
    if not step.is_check:
        raise RuleBroken("Only a check has to be renewed.")
    _check_eligible(step.application)
    move_step(step, StepMove.RENEW, by)
    _date(step, on)


def waive(step: ScreeningStep, reason: str, by: Person) -> None:
    """Not needed after all, for a reason that is kept. Twice is once."""
    _begin(step, by)
    if not reason.strip():
        raise RuleBroken("Say why it is not needed.")
    if step.state == StepState.WAIVED:
        return
    step.reason = reason.strip()
    move_step(step, StepMove.WAIVE, by)


def reopen(step: ScreeningStep, by: Person) -> None:
    """It was ticked by mistake, or is needed after all. Twice is once."""
    _begin(step, by)
    if step.state == StepState.TO_DO:
        return
    is_new = step.state == StepState.NOT_NEEDED
    if step.is_check:
        step.level = step.application.opportunity.check_level
        if step.level == CheckLevel.NONE:
            raise RuleBroken("This role has no check.")
    move_step(step, StepMove.NEED if is_new else StepMove.REOPEN, by)
    step.done_on = step.renew_on = None
    db.session.flush()


def doubt(step: ScreeningStep, reason: str, by: Person) -> None:
    """One person thinks that the role is not for them. Nothing comes of it until a second agrees,
    and the person who applied is told nothing yet."""
    _begin(step, by)
    if not reason.strip():
        raise RuleBroken(SAY_WHY)
    if step.state not in (StepState.TO_DO, StepState.ASKED):
        raise RuleBroken("This is done already.")
    if step.is_doubted:
        raise RuleBroken("One of you has said so already. A second person has to look at it now.")
    step.reason, step.against_by_id = reason.strip(), by.id
    db.session.flush()


def go_on(step: ScreeningStep, by: Person) -> None:
    """Think again: the doubt is taken back, by whoever had it or by a second person."""
    _begin(step, by)
    if step.is_doubted:
        step.reason, step.against_by_id = "", None
        db.session.flush()


def refuse(step: ScreeningStep, by: Person) -> None:
    """A second person agrees that the role is not for them. RuleBroken for whoever said it first.

    The application ends with this: deciding.agree_not_suitable.
    """
    _begin(step, by)
    if not step.is_doubted or step.against_by_id == by.id:
        raise RuleBroken(NEEDS_TWO)
    move_step(step, StepMove.REFUSE, by)


def read_agreement(application: Application) -> None:
    """They have read what we both expect, as it is now. Twice is once."""
    steps = [s for s in queries.steps_of(application) if s.kind == StepKind.AGREEMENT]
    for step in steps:
        if step.state == StepState.TO_DO:
            move_step(step, StepMove.FINISH, application.person)
            step.done_on = utcnow().date()
    application.agreement_version, application.agreement_read_at = CURRENT_AGREEMENT, utcnow()
    db.session.flush()


def _agreement(application: Application) -> ScreeningStep:
    read_at = application.agreement_read_at
    if read_at is None or application.agreement_version != CURRENT_AGREEMENT:
        return ScreeningStep(kind=StepKind.AGREEMENT)
    return ScreeningStep(kind=StepKind.AGREEMENT, state=StepState.DONE, done_on=read_at.date())


def _begin(step: ScreeningStep, by: Person) -> None:
    """A check can be done later too: it is renewed, or the role came to ask for one."""
    later = VOLUNTEERING if step.is_check else ()
    if not permissions.can_decide(by, step.application):
        raise RuleBroken("Somebody else of the team has to decide this.")
    if step.application.state not in (ApplicationState.CHECKS, *later):
        raise RuleBroken(NOT_NOW)


def _check_eligible(application: Application) -> None:
    role = application.opportunity
    if role.check_level == CheckLevel.ENHANCED and role.eligibility_confirmed_at is None:
        raise RuleBroken(NOT_ELIGIBLE)


def _has_been(on: date) -> None:
    if on > utcnow().date():
        raise RuleBroken("Choose a day that has been.")


def _date(step: ScreeningStep, on: date) -> None:
    step.done_on = on
    if step.is_check:
        step.renew_on, step.renewal_told_at = on + CHECK_LASTS, None
    db.session.flush()
