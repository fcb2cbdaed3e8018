"""What people read of their own applications."""

from collections.abc import Collection, Sequence

from app.opportunities.models import Application, ApplicationState, ScreeningStep, StepState

_S = ApplicationState
_STANDS = {
    _S.DRAFT: ("Not sent yet", "Nobody has read it. Go on whenever you like."),
    _S.SENT: ("Sent", "Somebody reads it, and writes to you within two weeks."),
    _S.TALKING: ("A chat comes next", "Somebody gets in touch to find a time that suits you."),
    _S.RESERVE: ("You are on the list", "There is no space just now. We write when there is."),
    _S.OFFERED: ("It is yours, if you like", "Look at what comes next, then say yes or no."),
    _S.CHECKS: ("Getting ready", "A few things to do before you start."),
    _S.ACTIVE: ("You have this role", ""),
    _S.PAUSED: ("You are on a break", "For as long as you like. Nothing is lost."),
    _S.NOT_THIS_TIME: ("Not this time", "You can ask again whenever you like."),
    _S.WITHDRAWN: ("You took it back", "It is deleted within 30 days. You can ask again."),
    _S.ENDED: ("This has ended", "Thank you for the time you gave."),
}


def stands(application: Application) -> tuple[str, str]:
    """Where an application stands in plain words, and what happens next."""
    return _STANDS[application.stands]


def to_name(
    application: Application, steps: Sequence[ScreeningStep], answered: Collection[int]
) -> int | None:
    """The reference for which somebody can be named now, one at a time: first one that nobody was
    named for, then one that stays without an answer, then any that waits."""
    if application.state != _S.CHECKS:
        return None
    open_ = [s for s in steps if s.is_reference and not s.is_settled and s.id not in answered]
    for is_next in (
        lambda step: step.state == StepState.TO_DO,
        lambda step: step.is_unanswered,
        lambda step: True,
    ):
        if found := next((step.id for step in open_ if is_next(step)), None):
            return found
    return None
