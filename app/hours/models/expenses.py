"""What volunteering cost somebody, and whether they have it back. Actual costs, never a flat rate:
that would look like pay (product.md 1.2)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.hours.models.entries import MAX_WORDS
from app.opportunities.models import Opportunity
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import Model, Moment, utcnow

MAX_WHAT = 120
MOST_PENCE = 100_000
MOST_MILES = 500
DEFAULT_PENCE_PER_MILE = 45
"""What HMRC lets a volunteer driver have back for each of the first 10,000 miles of a year without
any of it being taxed (its approved mileage allowance for cars). A group may set its own."""
MOST_PENCE_PER_MILE = 100


class ExpenseState(StrEnum):
    """Where a claim stands. Which may follow which: services/claim_moves.py."""

    SENT = "sent"
    QUESTION = "question"
    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    PAID = "paid"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ExpenseState.SENT: "Waiting for the group",
    ExpenseState.QUESTION: "The group has a question",
    ExpenseState.APPROVED: "Approved, to be paid",
    ExpenseState.NOT_APPROVED: "Not approved",
    ExpenseState.PAID: "Paid back",
    ExpenseState.TAKEN_BACK: "Taken back",
}


class ExpenseClaim(Model):
    """One cost that one person would like back, in pence. A journey keeps its miles and the rate as
    it was when they claimed."""

    __tablename__ = "expense_claims"
    __table_args__ = (
        CheckConstraint(f"pence BETWEEN 1 AND {MOST_PENCE}", name="pence_are_plausible"),
        CheckConstraint(
            "(tenths_of_mile IS NULL) = (pence_per_mile IS NULL)", name="miles_have_a_rate"
        ),
        CheckConstraint(
            "state NOT IN ('question', 'not_approved') OR words <> ''", name="answers_say_why"
        ),
        Index("ix_expense_claims_organisation_id_state", "organisation_id", "state"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    opportunity_id: Mapped[int | None] = mapped_column(
        ForeignKey("opportunities.id", ondelete="SET NULL"), index=True
    )
    day: Mapped[date]
    what: Mapped[str] = mapped_column(String(MAX_WHAT))
    pence: Mapped[int]
    tenths_of_mile: Mapped[int | None]
    pence_per_mile: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(16), default=ExpenseState.SENT)
    words: Mapped[str] = mapped_column(String(MAX_WORDS), default="")
    """What the group asked, or why it did not approve this."""
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    decided_at: Mapped[Moment | None]
    paid_at: Mapped[Moment | None]
    form_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    sent_at: Mapped[Moment] = mapped_column(default=utcnow)

    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    opportunity: Mapped[Opportunity | None] = relationship(lazy="raise_on_sql")

    @property
    def standing(self) -> ExpenseState:
        return ExpenseState(self.state)

    @property
    def has_question(self) -> bool:
        return self.state == ExpenseState.QUESTION

    @property
    def is_waiting(self) -> bool:
        return self.state in (ExpenseState.SENT, ExpenseState.QUESTION)


class MileageRate(Model):
    """What a group pays back for a mile in somebody's own car, where it has set that itself."""

    __tablename__ = "mileage_rates"
    __table_args__ = (
        CheckConstraint(f"pence BETWEEN 1 AND {MOST_PENCE_PER_MILE}", name="pence_are_plausible"),
    )

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), unique=True
    )
    pence: Mapped[int]
