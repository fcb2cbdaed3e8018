"""What people asked back, and what a group pays for a mile."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.hours.models import DEFAULT_PENCE_PER_MILE, ExpenseClaim, ExpenseState, MileageRate
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db

AT_MOST = 200
OPEN = (ExpenseState.SENT, ExpenseState.QUESTION, ExpenseState.APPROVED)


def claims_of(person: Person) -> Sequence[ExpenseClaim]:
    """What a person asked back, the newest first, but for what they took back."""
    return db.session.scalars(
        _with_all()
        .where(ExpenseClaim.person_id == person.id, ExpenseClaim.state != ExpenseState.TAKEN_BACK)
        .order_by(ExpenseClaim.day.desc(), ExpenseClaim.id.desc())
        .limit(AT_MOST)
    ).all()


def my_claim(person: Person, claim_id: int) -> ExpenseClaim:
    """One of a person's own claims; 404 for anybody else's."""
    claim: ExpenseClaim = db.first_or_404(
        _with_all().where(ExpenseClaim.id == claim_id, ExpenseClaim.person_id == person.id)
    )
    return claim


def open_claims(group: Organisation) -> Sequence[ExpenseClaim]:
    """What a group has to answer or to pay, the oldest first."""
    return db.session.scalars(
        _with_all()
        .where(ExpenseClaim.organisation_id == group.id, ExpenseClaim.state.in_(OPEN))
        .order_by(ExpenseClaim.day, ExpenseClaim.id)
    ).all()


def all_claims(group: Organisation) -> Sequence[ExpenseClaim]:
    """Everything that was asked of a group, but for what was taken back, by day."""
    return db.session.scalars(
        _with_all()
        .where(ExpenseClaim.organisation_id == group.id)
        .where(ExpenseClaim.state != ExpenseState.TAKEN_BACK)
        .order_by(ExpenseClaim.day, ExpenseClaim.id)
    ).all()


def claim_of(group: Organisation, claim_id: int) -> ExpenseClaim:
    """One claim of a group; 404 for any other, and for one that was taken back."""
    claim: ExpenseClaim = db.first_or_404(
        _with_all()
        .where(ExpenseClaim.id == claim_id, ExpenseClaim.organisation_id == group.id)
        .where(ExpenseClaim.state != ExpenseState.TAKEN_BACK)
    )
    return claim


def claims_with_ids(group: Organisation, ids: Collection[int]) -> Sequence[ExpenseClaim]:
    """Those of these claims that are the group's, as they stand now."""
    return db.session.scalars(
        _with_all()
        .where(ExpenseClaim.organisation_id == group.id, ExpenseClaim.id.in_(ids))
        .order_by(ExpenseClaim.id)
    ).all()


def claim_with_form_key(person: Person, form_key: str) -> ExpenseClaim | None:
    """The claim that this very form of this person made before."""
    return db.session.scalar(
        select(ExpenseClaim).where(
            ExpenseClaim.person_id == person.id, ExpenseClaim.form_key == form_key
        )
    )


def rate_of(group: Organisation) -> MileageRate | None:
    """What a group said it pays for a mile, if it did."""
    return db.session.scalar(select(MileageRate).where(MileageRate.organisation_id == group.id))


def pence_per_mile(organisation_id: int) -> int:
    """What a group pays for a mile."""
    said = select(MileageRate.pence).where(MileageRate.organisation_id == organisation_id)
    return db.session.scalar(said) or DEFAULT_PENCE_PER_MILE


def _with_all() -> Select[ExpenseClaim]:
    return (
        select(ExpenseClaim)
        .options(
            joinedload(ExpenseClaim.person),
            joinedload(ExpenseClaim.organisation),
            joinedload(ExpenseClaim.opportunity),
        )
        .execution_options(populate_existing=True)
    )
