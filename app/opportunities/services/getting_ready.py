"""One act of the team on one step, and what comes of it."""

from datetime import date
from enum import StrEnum

from app.opportunities import queries
from app.opportunities.models import Application
from app.opportunities.services import deciding, screening
from app.opportunities.services.moves import hold
from app.people.models import Person
from app.shared.errors import RuleBroken


class StepAct(StrEnum):
    """What the team may say of a step."""

    ASK = "ask"
    FINISH = "finish"
    WAIVE = "waive"
    REOPEN = "reopen"
    RENEW = "renew"
    DOUBT = "doubt"
    GO_ON = "go_on"
    REFUSE = "refuse"


DATED = {StepAct.FINISH: screening.finish, StepAct.RENEW: screening.renew}
REASONED = {StepAct.WAIVE: screening.waive, StepAct.DOUBT: screening.doubt}
PLAIN = {
    StepAct.ASK: screening.ask,
    StepAct.REOPEN: screening.reopen,
    StepAct.GO_ON: screening.go_on,
    StepAct.REFUSE: screening.refuse,
}


def act_on_step(
    application: Application,
    step_id: int,
    act: StepAct,
    by: Person,
    *,
    on: date | None = None,
    reason: str = "",
) -> None:
    """Do it, with the application held. Where two people agree that the role is not for them, the
    application ends with it. RuleBroken says what does not go."""
    hold(application)
    step = queries.step_of(application, step_id)
    if act in DATED:
        if on is None:
            raise RuleBroken("Say on which day.")
        DATED[act](step, on, by)
    elif act in REASONED:
        REASONED[act](step, reason, by)
    else:
        PLAIN[act](step, by)
    if act == StepAct.REFUSE:
        deciding.agree_not_suitable(application, by)
