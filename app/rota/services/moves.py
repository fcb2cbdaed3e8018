"""The life of a sign-up: which state may follow which, in one table.

Product rule 5.2. Whatever is not in the table is refused with words.
"""

from enum import StrEnum

from app.rota import emails
from app.rota.models import ShiftSignup, SignupState
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.moves import next_state


class Move(StrEnum):
    """What may happen to a sign-up."""

    SIGN_UP = "sign_up"
    STAND_BY = "stand_by"
    PROMOTE = "promote"
    CANNOT = "cannot"
    ASK_SWAP = "ask_swap"
    KEEP = "keep"
    """No stand-in is needed after all."""
    PASS_ON = "pass_on"
    CALL_OFF = "call_off"
    RESTORE = "restore"
    RESTORE_STANDBY = "restore_standby"
    MARK_CAME = "mark_came"
    MARK_MISSED = "mark_missed"
    UNMARK = "unmark"


_S = SignupState
TRANSITIONS: dict[tuple[SignupState | None, Move], SignupState] = {
    (None, Move.SIGN_UP): _S.SIGNED_UP,
    (None, Move.STAND_BY): _S.STANDBY,
    (_S.STANDBY, Move.PROMOTE): _S.SIGNED_UP,
    (_S.STANDBY, Move.CANNOT): _S.CANNOT_MAKE_IT,
    (_S.STANDBY, Move.CALL_OFF): _S.CALLED_OFF,
    (_S.SIGNED_UP, Move.CANNOT): _S.CANNOT_MAKE_IT,
    (_S.SIGNED_UP, Move.ASK_SWAP): _S.SWAP_ASKED,
    (_S.SIGNED_UP, Move.CALL_OFF): _S.CALLED_OFF,
    (_S.SIGNED_UP, Move.MARK_CAME): _S.CAME,
    (_S.SIGNED_UP, Move.MARK_MISSED): _S.DID_NOT_COME,
    (_S.SWAP_ASKED, Move.KEEP): _S.SIGNED_UP,
    (_S.SWAP_ASKED, Move.PASS_ON): _S.PASSED_ON,
    (_S.SWAP_ASKED, Move.CANNOT): _S.CANNOT_MAKE_IT,
    (_S.SWAP_ASKED, Move.CALL_OFF): _S.CALLED_OFF,
    (_S.SWAP_ASKED, Move.MARK_CAME): _S.CAME,
    (_S.SWAP_ASKED, Move.MARK_MISSED): _S.DID_NOT_COME,
    (_S.CALLED_OFF, Move.RESTORE): _S.SIGNED_UP,
    (_S.CALLED_OFF, Move.RESTORE_STANDBY): _S.STANDBY,
    (_S.CALLED_OFF, Move.CANNOT): _S.CANNOT_MAKE_IT,
    (_S.CAME, Move.MARK_MISSED): _S.DID_NOT_COME,
    (_S.CAME, Move.UNMARK): _S.SIGNED_UP,
    (_S.DID_NOT_COME, Move.MARK_CAME): _S.CAME,
    (_S.DID_NOT_COME, Move.UNMARK): _S.SIGNED_UP,
}

_REFUSALS = {
    _S.SIGNED_UP: "You are signed up for this shift.",
    _S.STANDBY: "You are on the standby list for this shift.",
    _S.SWAP_ASKED: "A stand-in is being asked for already.",
    _S.PASSED_ON: "Somebody else has taken this shift on.",
    _S.CANNOT_MAKE_IT: "You have said that you cannot make this shift. You can sign up again.",
    _S.CALLED_OFF: "This shift is off, so there is nothing to change.",
    _S.CAME: "This shift has been, and is noted down.",
    _S.DID_NOT_COME: "This shift has been, and is noted down.",
}


def move(signup: ShiftSignup, event: Move) -> None:
    """Take a sign-up one step on; RuleBroken if it may not go there. Mail that is not true any more
    does not go."""
    state = SignupState(signup.state) if signup.state else None
    refusal = _REFUSALS[state] if state else "Start by signing up."
    signup.state = next_state(TRANSITIONS, state, event, refusal)
    signup.moved_at = utcnow()
    signup.seeks_cover = signup.state == _S.SWAP_ASKED
    db.session.flush()
    if not signup.is_coming:
        outbox.drop(signup.about, *emails.OF_COMING)
    if not signup.seeks_cover:
        outbox.drop(signup.about, emails.GAP)


def stop_asking(signup: ShiftSignup) -> None:
    """Nobody is asked to stand in for it any more."""
    signup.seeks_cover = False
    db.session.flush()
    outbox.drop(signup.about, emails.GAP)
