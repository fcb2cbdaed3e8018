"""What training counts for towards badges: that of the roles that lead to them."""

from sqlalchemy import ColumnElement, Select, exists, func, select

from app.badges.models import LIVE, BadgeAward, Figures
from app.opportunities.models import (
    Application,
    ScreeningStep,
    StepKind,
    StepState,
    opportunity_badges,
)
from app.people.models import Person
from app.shared.database import db


def trainings_towards_badges(person_id: int) -> dict[int, Figures]:
    """In how many roles all training is done, for each badge that somebody has or works towards."""
    trained = _trained(person_id).subquery()
    rows = db.session.execute(
        select(BadgeAward.badge_id, func.count(trained.c.id))
        .outerjoin(trained, trained.c.badge_id == BadgeAward.badge_id)
        .where(BadgeAward.person_id == person_id, BadgeAward.state.in_(LIVE))
        .group_by(BadgeAward.badge_id)
    )
    return {badge_id: Figures(trainings=number) for badge_id, number in rows}


def trained_towards(person: Person, badge_id: int) -> int:
    """The same for one badge, begun or not."""
    trained = _trained(person.id).where(opportunity_badges.c.badge_id == badge_id).subquery()
    return db.session.scalar(select(func.count(trained.c.id))) or 0


def _trained(person_id: int) -> Select[int, int]:
    """The badges of the roles whose training somebody has done, nothing of it being left."""
    done = _has_training(StepState.DONE)
    is_left = _has_training(StepState.TO_DO, StepState.ASKED)
    query: Select[int, int] = (
        select(Application.id, opportunity_badges.c.badge_id)
        .join(
            opportunity_badges,
            opportunity_badges.c.opportunity_id == Application.opportunity_id,
        )
        .where(Application.person_id == person_id, done, ~is_left)
    )
    return query


def _has_training(*states: StepState) -> ColumnElement[bool]:
    return exists().where(
        ScreeningStep.application_id == Application.id,
        ScreeningStep.kind == StepKind.TRAINING,
        ScreeningStep.state.in_(states),
    )
