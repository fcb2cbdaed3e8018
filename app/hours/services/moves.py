"""The life of an hours entry: which state may follow which, in one table.

Product rule 5.2. Whatever is not in the table is refused with words.
"""

from collections.abc import Collection
from enum import StrEnum

from app.hours.models import HoursEntry, HoursState
from app.people.models import Person
from app.shared.database import db
from app.shared.holding import hold_all
from app.shared.moves import next_state


class Move(StrEnum):
    """What may happen to an entry."""

    CONFIRM = "confirm"
    ASK = "ask"
    """The group has a question."""
    SEND_AGAIN = "send_again"
    """The person answers, or mends what they sent."""
    TURN_DOWN = "turn_down"
    CORRECT = "correct"
    """Another entry stands in its place from now on."""
    TAKE_BACK = "take_back"
    """The person does not mean it any more."""
    UNDO = "undo"
    """The group marked the wrong person as there."""


_S = HoursState
TRANSITIONS: dict[tuple[HoursState, Move], HoursState] = {
    (_S.SENT, Move.CONFIRM): _S.CONFIRMED,
    (_S.SENT, Move.ASK): _S.QUESTION,
    (_S.SENT, Move.TURN_DOWN): _S.NOT_CONFIRMED,
    (_S.SENT, Move.SEND_AGAIN): _S.SENT,
    (_S.SENT, Move.TAKE_BACK): _S.TAKEN_BACK,
    (_S.SENT, Move.UNDO): _S.TAKEN_BACK,
    (_S.QUESTION, Move.SEND_AGAIN): _S.SENT,
    (_S.QUESTION, Move.TAKE_BACK): _S.TAKEN_BACK,
    (_S.CONFIRMED, Move.CORRECT): _S.CORRECTED,
    (_S.CONFIRMED, Move.UNDO): _S.TAKEN_BACK,
}

_REFUSALS = {
    Move.CONFIRM: "Those hours have been answered already.",
    Move.ASK: "Those hours have been answered already.",
    Move.TURN_DOWN: "Those hours have been answered already.",
    Move.SEND_AGAIN: "The group has answered these already. Add them again if something is wrong.",
    Move.CORRECT: "Only hours that are confirmed can be corrected.",
    Move.TAKE_BACK: "The group has answered these already, so they stay as they are.",
    Move.UNDO: "Those hours have been changed since, so they stay as they are.",
}


def hold(entry: HoursEntry) -> None:
    """Make everyone else who wants to change the hours of this person wait until this transaction
    ends, and read again where the entry stands.

    Whoever changes hours holds the person: a day's hours, the total and the thanks are counted over
    all of their entries."""
    hold_people([entry.person_id])
    db.session.refresh(
        entry, ["state", "minutes", "day", "words", "sent_at", "decided_by_id", "decided_at"]
    )


def hold_people(ids: Collection[int]) -> None:
    """The same for several people, always in one order, so that no two wait for each other."""
    hold_all(Person, ids)


def move(entry: HoursEntry, event: Move) -> None:
    """Take an entry one step on; RuleBroken if it may not go there."""
    entry.state = next_state(TRANSITIONS, HoursState(entry.state), event, _REFUSALS[event])
    db.session.flush()
