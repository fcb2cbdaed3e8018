"""The life of a request to be met: which state may follow which, in one table.

Product rule 5.2. Whatever is not in the table is refused with words. Taking a request back, at any
time and from any state, ends it: there is no row then.
"""

from enum import StrEnum

from app.company.models import BuddyRequest, BuddyState
from app.shared import holding
from app.shared.database import db
from app.shared.moves import next_state


class Move(StrEnum):
    """What may happen to a request."""

    SAY_YES = "say_yes"
    STEP_BACK = "step_back"
    """The buddy cannot after all."""
    ASK_ANOTHER = "ask_another"
    """The person who asked would like somebody else."""
    START_AGAIN = "start_again"
    """The date is another time or place, or the buddy has left the group."""
    LEAVE_TO_GROUP = "leave_to_group"
    MEET = "meet"
    MISS = "miss"


_S = BuddyState
TRANSITIONS: dict[tuple[BuddyState, Move], BuddyState] = {
    (_S.ASKED, Move.SAY_YES): _S.MATCHED,
    (_S.WITH_GROUP, Move.SAY_YES): _S.MATCHED,
    (_S.ASKED, Move.LEAVE_TO_GROUP): _S.WITH_GROUP,
    (_S.MATCHED, Move.STEP_BACK): _S.ASKED,
    (_S.MATCHED, Move.ASK_ANOTHER): _S.ASKED,
    (_S.ASKED, Move.START_AGAIN): _S.ASKED,
    (_S.MATCHED, Move.START_AGAIN): _S.ASKED,
    (_S.WITH_GROUP, Move.START_AGAIN): _S.ASKED,
    (_S.MATCHED, Move.MEET): _S.MET,
    (_S.MATCHED, Move.MISS): _S.MISSED,
    (_S.WITH_GROUP, Move.MEET): _S.MET,
    (_S.WITH_GROUP, Move.MISS): _S.MISSED,
    # Each says it for themselves: that they met stands, whoever of the two says so.
    (_S.MET, Move.MEET): _S.MET,
    (_S.MET, Move.MISS): _S.MET,
    (_S.MISSED, Move.MEET): _S.MET,
    (_S.MISSED, Move.MISS): _S.MISSED,
}

_REFUSALS = {
    Move.SAY_YES: "Somebody else has just said yes. Thank you for offering.",
    Move.STEP_BACK: "This is not yours to meet any more, so there is nothing to change.",
    Move.ASK_ANOTHER: "Nobody has said yes just now. We go on asking.",
    Move.START_AGAIN: "That day has been.",
    Move.LEAVE_TO_GROUP: "Somebody has said yes already.",
    Move.MEET: "There was nobody to meet that day.",
    Move.MISS: "There was nobody to meet that day.",
}


def hold(request: BuddyRequest) -> None:
    """Make everyone else who wants to change this request wait until this transaction ends, and
    read again where it stands."""
    holding.hold(request, again=["state", "buddy_id", "accepted_at"])


def move(request: BuddyRequest, event: Move) -> None:
    """Take a request one step on; RuleBroken if it may not go there."""
    state = BuddyState(request.state)
    request.state = next_state(TRANSITIONS, state, event, _REFUSALS[event])
    if request.state == _S.ASKED:
        request.buddy = None
        request.buddy_spot = request.buddy_wearing = ""
        request.accepted_at = None
    db.session.flush()
