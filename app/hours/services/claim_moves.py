"""The life of an expense claim: which state may follow which, in one table."""

from enum import StrEnum

from app.hours.models import ExpenseClaim, ExpenseState
from app.hours.services.moves import hold_people
from app.shared.database import db
from app.shared.moves import next_state


class ClaimMove(StrEnum):
    """What may happen to a claim."""

    APPROVE = "approve"
    ASK = "ask"
    SEND_AGAIN = "send_again"
    TURN_DOWN = "turn_down"
    PAY = "pay"
    TAKE_BACK = "take_back"


_S = ExpenseState
CLAIM_TRANSITIONS: dict[tuple[ExpenseState, ClaimMove], ExpenseState] = {
    (_S.SENT, ClaimMove.APPROVE): _S.APPROVED,
    (_S.SENT, ClaimMove.ASK): _S.QUESTION,
    (_S.SENT, ClaimMove.TURN_DOWN): _S.NOT_APPROVED,
    (_S.SENT, ClaimMove.SEND_AGAIN): _S.SENT,
    (_S.SENT, ClaimMove.TAKE_BACK): _S.TAKEN_BACK,
    (_S.QUESTION, ClaimMove.SEND_AGAIN): _S.SENT,
    (_S.QUESTION, ClaimMove.TAKE_BACK): _S.TAKEN_BACK,
    (_S.APPROVED, ClaimMove.PAY): _S.PAID,
}
_REFUSAL = "This claim has been answered meanwhile. Look at where it stands now."


def hold_claim(claim: ExpenseClaim) -> None:
    """Make everyone else who wants to change the claims of this person wait until this transaction
    ends, and read again where this one stands."""
    hold_people([claim.person_id])
    db.session.refresh(claim, ["state", "pence", "words", "day", "decided_by_id"])


def move_claim(claim: ExpenseClaim, event: ClaimMove) -> None:
    """Take a claim one step on; RuleBroken if it may not go there."""
    claim.state = next_state(CLAIM_TRANSITIONS, ExpenseState(claim.state), event, _REFUSAL)
    db.session.flush()
