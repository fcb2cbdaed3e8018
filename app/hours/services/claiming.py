"""What a person does about what volunteering cost them."""

from dataclasses import dataclass
from datetime import date

from app.hours import queries
from app.hours.models import MOST_MILES, MOST_PENCE, OLDEST, ExpenseClaim, ExpenseState
from app.hours.services.claim_moves import ClaimMove, hold_claim, move_claim
from app.hours.services.lengths import Refused
from app.hours.services.moves import hold_people
from app.people.models import Person
from app.shared.codes import hashed
from app.shared.database import db, utcnow
from app.shared.waking import own_zone


@dataclass(frozen=True, slots=True)
class Cost:
    """What somebody paid, in pence; or how far they drove, in tenths of a mile."""

    day: date
    what: str
    organisation_id: int
    opportunity_id: int | None = None
    pence: int | None = None
    tenths_of_mile: int | None = None


def claim(person: Person, cost: Cost, *, form_key: str | None = None) -> ExpenseClaim:
    """Ask for a cost back. A form that comes twice asks once. Refuses, with the field that is
    meant, what cannot have been."""
    hold_people([person.id])
    key = hashed(f"{person.id}:{form_key}") if form_key else None
    if key and (earlier := queries.claim_with_form_key(person, key)):
        return earlier
    made = ExpenseClaim(person=person, form_key=key)
    _tell(made, cost)
    db.session.add(made)
    db.session.flush()
    return made


def send_claim_again(made: ExpenseClaim, cost: Cost) -> None:
    """Answer a question, or mend what still waits."""
    hold_claim(made)
    move_claim(made, ClaimMove.SEND_AGAIN)
    _tell(made, cost)
    made.words = ""
    made.sent_at = utcnow()
    db.session.flush()


def withdraw_claim(made: ExpenseClaim) -> None:
    """Take back what has not been answered. Twice is once."""
    hold_claim(made)
    if made.state != ExpenseState.TAKEN_BACK:
        move_claim(made, ClaimMove.TAKE_BACK)


def mileage(tenths_of_mile: int, pence_per_mile: int) -> int:
    """What a journey comes to, to the nearest penny."""
    return (tenths_of_mile * pence_per_mile + 5) // 10


def _tell(made: ExpenseClaim, cost: Cost) -> None:
    today = utcnow().astimezone(own_zone()).date()
    if cost.day > today:
        raise Refused("Choose a day that has been", "day")
    if cost.day < today - OLDEST:
        raise Refused("Choose a day in the last 12 months, or ask the group", "day")
    if cost.pence and cost.tenths_of_mile:
        raise Refused("Enter pounds or miles, not both: a fare and a drive are two costs", "miles")
    if not (cost.pence or cost.tenths_of_mile):
        raise Refused("Enter what you paid, or how many miles you drove", "amount")
    rate = None
    if cost.tenths_of_mile:
        if cost.tenths_of_mile > MOST_MILES * 10:
            raise Refused(f"Enter {MOST_MILES} miles or fewer", "miles")
        rate = queries.pence_per_mile(cost.organisation_id)
    pence = mileage(cost.tenths_of_mile, rate) if cost.tenths_of_mile and rate else cost.pence or 0
    if not 1 <= pence <= MOST_PENCE:
        raise Refused(f"Enter an amount up to £{MOST_PENCE // 100:,}", "amount")
    made.day, made.what, made.pence = cost.day, cost.what, pence
    made.organisation_id, made.opportunity_id = cost.organisation_id, cost.opportunity_id
    made.tenths_of_mile, made.pence_per_mile = cost.tenths_of_mile or None, rate
