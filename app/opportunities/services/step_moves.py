"""The life of one step of getting ready: which state may follow which, in one table.

Product rule 5.2. Whatever is not in the table is refused with words.
"""

from enum import StrEnum

from app.badges import services as badges
from app.opportunities import queries
from app.opportunities.models import ApplicationMove, ScreeningStep, StepKind, StepState
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.moves import next_state


class StepMove(StrEnum):
    """What may happen to a step."""

    NEED = "need"
    """The group would like it after all."""
    ASK = "ask"
    FINISH = "finish"
    WAIVE = "waive"
    """Not needed after all, with a reason."""
    REFUSE = "refuse"
    """Two people think that the role is not for them."""
    REOPEN = "reopen"
    """It was ticked by mistake."""
    RENEW = "renew"


_S = StepState
STEP_TRANSITIONS: dict[tuple[StepState, StepMove], StepState] = {
    (_S.NOT_NEEDED, StepMove.NEED): _S.TO_DO,
    (_S.TO_DO, StepMove.ASK): _S.ASKED,
    # Another referee in place of one who did not answer.
    (_S.ASKED, StepMove.ASK): _S.ASKED,
    (_S.TO_DO, StepMove.FINISH): _S.DONE,
    (_S.ASKED, StepMove.FINISH): _S.DONE,
    (_S.TO_DO, StepMove.WAIVE): _S.WAIVED,
    (_S.ASKED, StepMove.WAIVE): _S.WAIVED,
    (_S.TO_DO, StepMove.REFUSE): _S.NOT_SUITABLE,
    (_S.ASKED, StepMove.REFUSE): _S.NOT_SUITABLE,
    (_S.DONE, StepMove.REOPEN): _S.TO_DO,
    (_S.WAIVED, StepMove.REOPEN): _S.TO_DO,
    (_S.DONE, StepMove.RENEW): _S.DONE,
}

_REFUSALS = {
    _S.NOT_NEEDED: "This is not needed for this role.",
    _S.TO_DO: "This has still to be done.",
    _S.ASKED: "This has been asked, and waits for an answer.",
    _S.DONE: "This is done already.",
    _S.WAIVED: "You said that this is not needed.",
    _S.NOT_SUITABLE: "Two of you have decided this, so there is nothing to change.",
}


def move_step(step: ScreeningStep, event: StepMove, by: Person | None = None) -> None:
    """Take a step one on and write it down; RuleBroken if it may not go there.

    Hold its application first.
    """
    following = next_state(STEP_TRANSITIONS, step.stands, event, _REFUSALS[step.stands])
    step.state = following
    who = by.id if by else None
    step.decided_by_id, step.decided_at = who, utcnow()
    if following in (_S.TO_DO, _S.DONE):
        step.reason = ""
    if following != _S.NOT_SUITABLE:
        step.against_by_id = None
    db.session.add(
        ApplicationMove(
            application_id=step.application_id,
            step_id=step.id,
            event=event,
            state=following,
            by_id=who,
        )
    )
    db.session.flush()
    if step.kind == StepKind.TRAINING:
        _tell_badges(step.application.person_id)


def _tell_badges(person_id: int | None) -> None:
    """Training that is done counts for the badges that the role leads to."""
    if person_id:
        badges.hold(person_id)
        badges.counted(person_id, queries.trainings_towards_badges(person_id))
