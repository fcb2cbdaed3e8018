"""Who said yes to a shift, and would not be ready for it any more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload

from app.opportunities.models import (
    GRACE,
    SETTLED,
    VOLUNTEERING,
    Application,
    Opportunity,
    ScreeningStep,
    StepKind,
)
from app.rota.models import COMING, Shift, ShiftSignup
from app.shared.database import db, utcnow

_FURTHEST = timedelta(weeks=9)
"""No shift is a row that far ahead."""


@dataclass(frozen=True)
class Lapse:
    """Something that a role needs of somebody, and that is not good on the day of their shift."""

    signup: ShiftSignup
    step_id: int
    stands: str
    """How it stands: its state, and until when it was good."""


def lapsed(shift_ids: Collection[int]) -> set[int]:
    """Which sign-ups of these shifts have something to renew, or to do, before them."""
    return {each.signup.id for each in _lapses(ShiftSignup.shift_id.in_(shift_ids))}


def first_lapses() -> list[Lapse]:
    """The same of all shifts, each thing to renew once, at the first shift that it matters for."""
    first: dict[tuple[int, str], Lapse] = {}
    for each in _lapses():
        first.setdefault((each.step_id, each.stands), each)
    return list(first.values())


def _lapses(*which: ColumnElement[bool]) -> list[Lapse]:
    now = utcnow()
    runs_out = ScreeningStep.renew_on < now.date() + _FURTHEST
    step = (ScreeningStep.id, ScreeningStep.state, ScreeningStep.renew_on)
    role = contains_eager(ShiftSignup.shift).joinedload(Shift.opportunity)
    rows = db.session.execute(
        select(ShiftSignup, *step)
        .join(ShiftSignup.shift)
        .join(
            Application,
            (Application.opportunity_id == Shift.opportunity_id)
            & (Application.person_id == ShiftSignup.person_id),
        )
        .join(ScreeningStep, ScreeningStep.application_id == Application.id)
        .options(role.joinedload(Opportunity.organisation), joinedload(ShiftSignup.person))
        .where(ShiftSignup.state.in_(COMING), Shift.starts_at > now, Shift.cancelled_at.is_(None))
        .where(Application.state.in_(VOLUNTEERING), *which)
        .where(ScreeningStep.kind.in_((StepKind.CHECK, StepKind.TRAINING)))
        .where(ScreeningStep.state.not_in(SETTLED) | runs_out)
        .order_by(Shift.starts_at, ShiftSignup.id, ScreeningStep.id)
    )
    return [
        Lapse(signup, step_id, f"{state}:{renew_on or ''}")
        for signup, step_id, state, renew_on in rows
        if _is_not_good(state, renew_on, signup.shift)
    ]


def _is_not_good(state: str, renew_on: date | None, shift: Shift) -> bool:
    is_over = renew_on is not None and renew_on < shift.local_date - GRACE
    return state not in SETTLED or is_over
