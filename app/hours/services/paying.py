"""What a group does about costs that people ask back. Nobody decides on their own."""

from collections.abc import Mapping

from app.hours import emails, permissions, queries
from app.hours.models import MOST_PENCE_PER_MILE, ExpenseClaim, ExpenseState, MileageRate
from app.hours.services.claim_moves import ClaimMove, hold_claim, move_claim
from app.hours.services.lengths import Refused
from app.hours.services.moves import hold_people
from app.organisations import services as organisations
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken


def approve(group: Organisation, seen: Mapping[int, int], by: Person) -> tuple[int, int]:
    """Approve these claims of the group, each with the pence that `by` saw. Say how many that were
    not so before, and how many wait still as they are of another amount by now."""
    return _take_on(group, seen, by, ExpenseState.SENT, ClaimMove.APPROVE)


def mark_paid(group: Organisation, seen: Mapping[int, int], by: Person) -> tuple[int, int]:
    """Note that these approved claims are paid back, and tell each person once. Says the same."""
    return _take_on(group, seen, by, ExpenseState.APPROVED, ClaimMove.PAY)


def ask_about_claim(claim: ExpenseClaim, words: str, by: Person) -> None:
    """Ask the person something first; they can answer, mend it or take it back."""
    _answer(claim, ClaimMove.ASK, words, by)


def turn_claim_down(claim: ExpenseClaim, words: str, by: Person) -> None:
    """Do not pay it back, and say why."""
    _answer(claim, ClaimMove.TURN_DOWN, words, by)


def set_rate(group: Organisation, pence: int) -> None:
    """Say what the group pays for a mile from now on. Claims keep the rate they were made at."""
    if not 1 <= pence <= MOST_PENCE_PER_MILE:
        raise Refused(f"Enter pence from 1 to {MOST_PENCE_PER_MILE}", "pence")
    organisations.hold(group.slug)  # two who say it at once find the one row
    rate = queries.rate_of(group)
    if rate:
        rate.pence = pence
    else:
        db.session.add(MileageRate(organisation_id=group.id, pence=pence))
    db.session.flush()


def _take_on(
    group: Organisation, seen: Mapping[int, int], by: Person, state: ExpenseState, event: ClaimMove
) -> tuple[int, int]:
    hold_people([claim.person_id for claim in queries.claims_with_ids(group, seen)])
    standing = [claim for claim in queries.claims_with_ids(group, seen) if claim.state == state]
    for claim in standing:
        _check_not_own(claim, by)
    found = [claim for claim in standing if claim.pence == seen[claim.id]]
    for claim in found:
        move_claim(claim, event)
        if event == ClaimMove.PAY:
            claim.paid_at = utcnow()
        else:
            claim.decided_by_id, claim.decided_at, claim.words = by.id, utcnow(), ""
    if event == ClaimMove.PAY:
        for claim in {claim.person_id: claim for claim in found}.values():
            emails.expenses(claim)
    db.session.flush()
    return len(found), len(standing) - len(found)


def _answer(claim: ExpenseClaim, event: ClaimMove, words: str, by: Person) -> None:
    hold_claim(claim)
    _check_not_own(claim, by)
    claim.words = words
    move_claim(claim, event)
    claim.decided_by_id, claim.decided_at = by.id, utcnow()
    db.session.flush()
    emails.expenses(claim)


def _check_not_own(claim: ExpenseClaim, by: Person) -> None:
    if not permissions.can_decide(by, claim):
        raise RuleBroken("These are your own costs. Somebody else of the group looks at them.")
