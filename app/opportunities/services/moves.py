"""The life of an application: which state may follow which, in one table.

Product rule 5.2. Whatever is not in the table is refused with words. A draft that is thrown away is
no row at all: nobody has read it.
"""

from enum import StrEnum

from app.opportunities.models import OPEN, Application, ApplicationMove, ApplicationState
from app.people.models import Person
from app.shared import holding
from app.shared.database import db, utcnow
from app.shared.moves import next_state


class Move(StrEnum):
    """What may happen to an application."""

    SEND = "send"
    TALK = "talk"
    OFFER = "offer"
    NOT_THIS_TIME = "not_this_time"
    NO_SPACE = "no_space"
    SPACE = "space"
    ACCEPT = "accept"
    WELCOME = "welcome"
    NOT_SUITABLE = "not_suitable"
    """After a check, by two people."""
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    """The role is closed, or its group has left."""


_S = ApplicationState
TRANSITIONS: dict[tuple[ApplicationState, Move], ApplicationState] = {
    (_S.DRAFT, Move.SEND): _S.SENT,
    (_S.SENT, Move.TALK): _S.TALKING,
    (_S.SENT, Move.OFFER): _S.OFFERED,
    (_S.TALKING, Move.OFFER): _S.OFFERED,
    (_S.SENT, Move.NOT_THIS_TIME): _S.NOT_THIS_TIME,
    (_S.TALKING, Move.NOT_THIS_TIME): _S.NOT_THIS_TIME,
    # Or a role that ends would leave those on its reserve list without an answer for ever.
    (_S.RESERVE, Move.NOT_THIS_TIME): _S.NOT_THIS_TIME,
    (_S.SENT, Move.NO_SPACE): _S.RESERVE,
    (_S.TALKING, Move.NO_SPACE): _S.RESERVE,
    (_S.RESERVE, Move.SPACE): _S.TALKING,
    (_S.OFFERED, Move.ACCEPT): _S.CHECKS,
    (_S.CHECKS, Move.WELCOME): _S.ACTIVE,
    (_S.CHECKS, Move.NOT_SUITABLE): _S.NOT_THIS_TIME,
    (_S.ACTIVE, Move.PAUSE): _S.PAUSED,
    (_S.PAUSED, Move.RESUME): _S.ACTIVE,
    (_S.ACTIVE, Move.END): _S.ENDED,
    (_S.PAUSED, Move.END): _S.ENDED,
    (_S.SENT, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.TALKING, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.RESERVE, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.OFFERED, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.CHECKS, Move.WITHDRAW): _S.WITHDRAWN,
    **{(state, Move.CLOSE): _S.NOT_THIS_TIME for state in OPEN},
}

_REFUSALS = {
    _S.DRAFT: "This has not been sent yet.",
    _S.SENT: "This has been sent, and waits for an answer.",
    _S.TALKING: "This is at the point where you talk with each other.",
    _S.RESERVE: "This is on the reserve list for now.",
    _S.OFFERED: "The role has been offered, and waits for a yes.",
    _S.CHECKS: "There are still things to do before the start.",
    _S.ACTIVE: "They have the role already.",
    _S.PAUSED: "They are on a break from this role.",
    _S.NOT_THIS_TIME: "This has been answered with “not this time”.",
    _S.WITHDRAWN: "This was taken back, so there is nothing to change.",
    _S.ENDED: "This role has ended, so there is nothing to change.",
}


def hold(application: Application) -> None:
    """Make everyone else who wants to change this application, or a step of it, wait until this
    transaction ends, and read again where it stands."""
    holding.hold(
        application,
        again=["state", "with_id", "reason", "gave_position", "referee_when", "moved_at"],
    )


def move(application: Application, event: Move, by: Person | None = None) -> None:
    """Take an application one step on and write the step down; RuleBroken if it may not go there.

    Hold it first.
    """
    state = application.stands
    following = next_state(TRANSITIONS, state, event, _REFUSALS[state])
    now = utcnow()
    application.state, application.moved_at = following, now
    db.session.add(
        ApplicationMove(
            application_id=application.id,
            event=event,
            state=following,
            by_id=by.id if by else None,
            moved_at=now,
        )
    )
    db.session.flush()
