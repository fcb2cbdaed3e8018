"""When a role asks for a stricter check than it did: those who have it already do it too."""

from app.opportunities import queries
from app.opportunities.models import (
    Application,
    CheckLevel,
    Opportunity,
    ScreeningStep,
    StepKind,
    StepState,
)
from app.opportunities.services.moves import hold
from app.opportunities.services.step_moves import StepMove, move_step
from app.people.models import Person
from app.shared.database import db

_STRICTER = list(CheckLevel)


def raise_check(role: Opportunity, by: Person) -> None:
    """Open the check of everyone who was offered `role` or has it, where what was seen of them is
    less than the role asks for now. Until it is done they can take no new shift."""
    for application in queries.from_an_offer(role):
        hold(application)
        step = _check_of(application)
        if _rank(step.level) >= _rank(role.check_level) or step.state == StepState.NOT_SUITABLE:
            continue
        step.level = role.check_level
        if step.is_settled:
            is_new = step.state == StepState.NOT_NEEDED
            move_step(step, StepMove.NEED if is_new else StepMove.REOPEN, by)
            step.done_on = step.renew_on = None
    db.session.flush()


def _check_of(application: Application) -> ScreeningStep:
    steps = queries.steps_of(application)
    if found := next((step for step in steps if step.is_check), None):
        return found
    # They have the role from before there was a list.
    kind, state = StepKind.CHECK, StepState.NOT_NEEDED
    step = ScreeningStep(kind=kind, state=state, level=CheckLevel.NONE, number=len(steps) + 1)
    step.application = application
    db.session.add(step)
    db.session.flush()
    return step


def _rank(level: str) -> int:
    return _STRICTER.index(CheckLevel(level or CheckLevel.NONE))
