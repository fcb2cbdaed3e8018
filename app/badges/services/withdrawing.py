"""Taking a badge back, which takes two people and a reason; and looking at one again."""

from app.badges import emails, permissions
from app.badges.models import AwardState, BadgeAward
from app.badges.services.counting import holds_no_more
from app.badges.services.credentials import revoke
from app.badges.services.moves import Move, hold_award, move
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

NOT_YOUR_OWN = "This is your own badge. Two others of the group decide this."
NEEDS_TWO = "A second person has to agree to this. It cannot be you again."
NOT_PROPOSED = "Nobody thinks now that this should be withdrawn."
SAY_WHY = "Say why. They read it, so write it for them."
NOT_EARNED = "Only a badge that is earned can be withdrawn."


def propose_withdrawal(award: BadgeAward, reason: str, by: Person) -> None:
    """Say that a badge should be withdrawn, and why. Nothing comes of it until a second person
    agrees, and the person is not told before."""
    if not reason.strip():
        raise RuleBroken(SAY_WHY)
    _begin(award, by)
    if award.proposed_by_id not in (None, by.id):
        raise RuleBroken("Somebody else has proposed this already. Read what they wrote.")
    award.proposed_by_id, award.reason = by.id, reason
    db.session.flush()


def leave_as_it_is(award: BadgeAward, by: Person) -> None:
    """The badge stays. Twice is once."""
    _begin(award, by)
    award.proposed_by_id, award.reason = None, ""
    db.session.flush()


def agree_to_withdraw(award: BadgeAward, by: Person) -> None:
    """The second of two: the badge is withdrawn, its signed files with it, and the person is told
    kindly. Twice is once. Refuses whoever proposed it."""
    hold_award(award)
    if award.state == AwardState.WITHDRAWN:
        return
    _check(award, by)
    if not award.reason:
        raise RuleBroken(NOT_PROPOSED)
    if award.proposed_by_id == by.id:
        raise RuleBroken(NEEDS_TWO)
    move(award, Move.WITHDRAW)
    award.withdrawn_by_id, award.over_at, award.look_again = by.id, utcnow(), ""
    db.session.flush()
    revoke(award)
    holds_no_more(award.person_id, award.badge_id)
    emails.drop_all(award)
    emails.withdrawn(award)


def looked_at(award: BadgeAward, by: Person) -> None:
    """Somebody of the group looked at what changed: it needs no second look. Twice is once."""
    hold_award(award)
    if not permissions.can_decide(by, award):
        raise RuleBroken(NOT_YOUR_OWN)
    award.look_again = ""
    db.session.flush()


def _begin(award: BadgeAward, by: Person) -> None:
    hold_award(award)
    _check(award, by)


def _check(award: BadgeAward, by: Person) -> None:
    if not permissions.can_decide(by, award):
        raise RuleBroken(NOT_YOUR_OWN)
    if not award.is_earned:
        raise RuleBroken(NOT_EARNED)
