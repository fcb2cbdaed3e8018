"""What training counts for towards badges: that of the roles that lead to them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, Select, exists, func, select

from app.badges.models import LIVE, Badge, BadgeAward, Figures
from app.opportunities.models import (
    Application,
    Opportunity,
    ScreeningStep,
    StepKind,
    StepState,
    opportunity_badges,
)
from app.organisations.models import Organisation
from app.organisations.queries import was_checked
from app.people.models import Person
from app.shared.database import db


def trainings_towards_badges(person_id: int) -> dict[int, Figures]:
    """In how many roles all training is done, and which training is, for each badge that somebody
    has or works towards."""
    trained, done = _trained(person_id).subquery(), _done(person_id)
    rows = db.session.execute(
        select(BadgeAward.badge_id, Badge.organisation_id, func.count(trained.c.id))
        .join(BadgeAward.badge)
        .outerjoin(trained, trained.c.badge_id == BadgeAward.badge_id)
        .where(BadgeAward.person_id == person_id, BadgeAward.state.in_(LIVE))
        .group_by(BadgeAward.badge_id, Badge.organisation_id)
    )
    return {
        badge_id: Figures(trainings=number, trained=_names(done, owner_id))
        for badge_id, owner_id, number in rows
    }


def trained_towards(person: Person, badge: Badge) -> Figures:
    """The same for one badge, begun or not."""
    trained = _trained(person.id).where(opportunity_badges.c.badge_id == badge.id).subquery()
    number = db.session.scalar(select(func.count(trained.c.id))) or 0
    return Figures(trainings=number, trained=_names(_done(person.id), badge.organisation_id))


def known_training(group: Organisation) -> Sequence[str]:
    """What the roles of a group call their training, A to Z: what a step of a badge may name. The
    network's badges are every group's, and so is their training."""
    lists = select(Opportunity.training).join(Opportunity.organisation)
    theirs = was_checked() if group.is_network else Opportunity.organisation_id == group.id
    names = {name for each in db.session.scalars(lists.where(theirs)) for name in each}
    return sorted(names, key=str.casefold)


def _done(person_id: int) -> Sequence[Row[str, int, bool]]:
    """Each training that was marked as done, with the group of the role, and whether that group was
    checked."""
    return db.session.execute(
        select(ScreeningStep.about, Organisation.id, was_checked())
        .join(ScreeningStep.application)
        .join(Application.opportunity)
        .join(Opportunity.organisation)
        .where(Application.person_id == person_id, ScreeningStep.about != "")
        .where(ScreeningStep.kind == StepKind.TRAINING, ScreeningStep.state == StepState.DONE)
    ).all()


def _names(done: Sequence[Row[str, int, bool]], owner_id: int | None) -> frozenset[str]:
    """Of a group's badge the training of its own roles; of the network's that of any group which
    was checked."""
    return frozenset(
        name
        for name, group_id, is_checked in done
        if (is_checked if owner_id is None else group_id == owner_id)
    )


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
