"""What waits for a group's team, in numbers: one question for all of it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from app.badges.models import AwardState, BadgeAward
from app.hours.models import ExpenseClaim, ExpenseState, HoursEntry, HoursState
from app.opportunities.models import Application, ApplicationState, Opportunity
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db

TO_ANSWER_OR_PAY = (ExpenseState.SENT, ExpenseState.APPROVED)


@dataclass(frozen=True, slots=True)
class Needs:
    """How many of each somebody of the team can answer today. What the other side has to do next
    is not among them."""

    applications: int
    hours: int
    expenses: int
    badges: int


def needs_of(group: Organisation, reader: Person) -> Needs:
    """What waits for `group`, but for what is the reader's own: somebody else answers that."""
    row = db.session.execute(
        select(
            _count(
                Application.person_id != reader.id,
                Application.state == ApplicationState.SENT,
                Application.opportunity_id == Opportunity.id,
                Opportunity.organisation_id == group.id,
            ),
            _count(
                HoursEntry.person_id != reader.id,
                HoursEntry.state == HoursState.SENT,
                HoursEntry.organisation_id == group.id,
            ),
            _count(
                ExpenseClaim.person_id != reader.id,
                ExpenseClaim.state.in_(TO_ANSWER_OR_PAY),
                ExpenseClaim.organisation_id == group.id,
            ),
            _count(
                BadgeAward.person_id != reader.id,
                BadgeAward.awarded_by_id.is_distinct_from(reader.id),
                BadgeAward.state == AwardState.ASKED,
                BadgeAward.organisation_id == group.id,
            ),
        )
    ).one()
    return Needs(*row)


def _count(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(*which).scalar_subquery()
