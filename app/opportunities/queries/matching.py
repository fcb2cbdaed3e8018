"""Roles on offer as suggesting takes them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.opportunities.matching import Offer, Time, wording
from app.opportunities.models import (
    OVER,
    Application,
    ApplicationState,
    Opportunity,
    TaskKind,
)
from app.opportunities.queries.roles import shown_on_offer
from app.shared.database import db
from app.shared.geography import Position


def offers() -> list[tuple[Opportunity, Offer]]:
    """Every role that people may come to, with what suggesting it needs. Two questions more."""
    roles = db.session.scalars(shown_on_offer().options(selectinload(Opportunity.badges))).all()
    taken = _taken(roles)
    return [(role, offer_of(role, taken.get(role.id, 0))) for role in roles]


def offer_of(role: Opportunity, taken: int = 0) -> Offer:
    """`role`, whose tasks, times, badges and venue are loaded, as suggesting takes it."""
    when = (role.when_words, role.time_commitment, *role.what_you_will_do)
    told = (role.title, role.summary, *role.what_you_will_do, *role.what_you_get)
    return Offer(
        slug=role.slug,
        near=_position(role),
        is_remote=role.is_remote,
        gives_lift=wording.tells_of_lift(role.what_you_get),
        tasks=tuple(TaskKind(task.kind) for task in role.tasks),
        about=wording.kinds_told(told),
        times=tuple(
            Time(each.weekday, each.start_time, each.end_time, each.how_often)
            for each in role.times
        ),
        parts=wording.parts_told(when),
        is_occasional=not role.is_regular and wording.is_now_and_then(when),
        check=role.check,
        lived=role.lived,
        badges=frozenset(badge.slug for badge in role.badges),
        places=role.places,
        taken=taken,
    )


def _position(role: Opportunity) -> Position | None:
    """The middle of the town where the address is private: a search must not draw it on a map."""
    venue = role.venue
    if not venue or venue.is_remote:
        return None
    if venue.latitude is not None and venue.longitude is not None and not venue.is_address_private:
        return Position(venue.latitude, venue.longitude)
    return Position(venue.place.latitude, venue.place.longitude) if venue.place else None


def _taken(roles: Sequence[Opportunity]) -> dict[int, int]:
    """How many have each role or wait for an answer, by its id."""
    counted = (
        select(Application.opportunity_id, func.count())
        .where(
            Application.opportunity_id.in_([role.id for role in roles]),
            Application.state.not_in((*OVER, ApplicationState.DRAFT)),
        )
        .group_by(Application.opportunity_id)
    )
    return dict(db.session.execute(counted).all())
