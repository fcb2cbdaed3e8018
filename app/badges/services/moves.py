"""The life of an award: which state may follow which, in one table.

Product rule 5.2. Whatever is not in the table is refused with words.
"""

from enum import StrEnum

from sqlalchemy.exc import NoResultFound

from app.badges.models import AwardState, BadgeAward
from app.people.models import Person
from app.shared import holding
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.moves import next_state


class Move(StrEnum):
    """What may happen to an award."""

    ASK = "ask"
    """The person asks a group for it, or asks again."""
    TAKE_BACK = "take_back"
    """They do not ask any more, and go on working towards it."""
    NEED_MORE = "need_more"
    EARN = "earn"
    """The group that was asked says yes."""
    GIVE = "give"
    """A group gives it by hand: nobody had to ask."""
    PUT_FORWARD = "put_forward"
    """The same where one person is too few: it waits for the word of another."""
    END = "end"
    """Its time ran out."""
    WITHDRAW = "withdraw"
    """Two people of the group, with a reason."""
    GIVE_UP = "give_up"


_S = AwardState
TRANSITIONS: dict[tuple[AwardState, Move], AwardState] = {
    (_S.WORKING_ON, Move.ASK): _S.ASKED,
    (_S.MORE_NEEDED, Move.ASK): _S.ASKED,
    (_S.ASKED, Move.TAKE_BACK): _S.WORKING_ON,
    (_S.MORE_NEEDED, Move.TAKE_BACK): _S.WORKING_ON,
    (_S.ASKED, Move.NEED_MORE): _S.MORE_NEEDED,
    (_S.ASKED, Move.EARN): _S.EARNED,
    (_S.WORKING_ON, Move.GIVE): _S.EARNED,
    (_S.ASKED, Move.GIVE): _S.EARNED,
    (_S.MORE_NEEDED, Move.GIVE): _S.EARNED,
    (_S.WORKING_ON, Move.PUT_FORWARD): _S.ASKED,
    (_S.ASKED, Move.PUT_FORWARD): _S.ASKED,
    (_S.MORE_NEEDED, Move.PUT_FORWARD): _S.ASKED,
    (_S.EARNED, Move.END): _S.ENDED,
    (_S.EARNED, Move.WITHDRAW): _S.WITHDRAWN,
    (_S.ASKED, Move.GIVE_UP): _S.GIVEN_UP,
    (_S.MORE_NEEDED, Move.GIVE_UP): _S.GIVEN_UP,
    (_S.EARNED, Move.GIVE_UP): _S.GIVEN_UP,
}

_REFUSALS = {
    _S.WORKING_ON: "They are still working towards it. Wait until they ask for it.",
    _S.ASKED: "The group has been asked, and has still to answer.",
    _S.MORE_NEEDED: "The group wrote what it still needs. Ask again when that is there.",
    _S.EARNED: "This badge is earned already, so there is nothing to change.",
    _S.ENDED: "This badge has ended. It can be earned again.",
    _S.WITHDRAWN: "This badge was withdrawn, so there is nothing to change.",
    _S.GIVEN_UP: "They do not want this badge any more, so there is nothing to change.",
}

TAKEN_BACK = "They took this back, so there is nothing to answer."

_MAY_HAVE_CHANGED = [
    *("state", "organisation_id", "asked_at", "earned_at", "expires_on", "over_at", "words"),
    *("awarded_by_id", "proposed_by_id", "withdrawn_by_id", "reason", "look_again"),
    *("is_hidden", "endings_told"),
]
_WITH_IT = ["ticks", "endorsements", "organisation"]


def hold(*person_ids: int) -> None:
    """Make everyone else who wants to change the badges of these people wait until this transaction
    ends: whoever changes an award holds its person."""
    holding.hold_all(Person, person_ids)


def hold_award(award: BadgeAward) -> None:
    """The same for the person of one award, and read again where it stands. Refuses where it was
    dropped, or is not with the same group any more."""
    group = award.organisation_id
    hold(award.person_id)
    try:
        holding.hold(award, _MAY_HAVE_CHANGED)
    except NoResultFound:
        raise RuleBroken(TAKEN_BACK) from None
    if award.organisation_id != group:
        raise RuleBroken(TAKEN_BACK)
    db.session.refresh(award, _WITH_IT)


def move(award: BadgeAward, event: Move) -> None:
    """Take an award one step on; RuleBroken if it may not go there. Hold it first."""
    step(award, event)
    db.session.flush()


def step(award: BadgeAward, event: Move) -> None:
    """The same where many are written together, with the next that is asked or committed."""
    award.state = next_state(TRANSITIONS, award.stands, event, _REFUSALS[award.stands])
