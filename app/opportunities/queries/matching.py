"""Roles on offer as suggesting takes them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import selectinload

from app.events.models import Event
from app.opportunities.matching import Offer, Time, wording
from app.opportunities.models import (
    OVER,
    Application,
    ApplicationState,
    CheckLevel,
    LivedExperience,
    Opportunity,
    RememberedAnswer,
    TaskKind,
    opportunity_events,
)
from app.opportunities.queries.roles import shown_on_offer
from app.people.models import Person
from app.places.models import Place, Venue
from app.shared.database import db
from app.shared.geography import Position, box, miles_between

MILES_NEAR = 5.0
MOST_LOOKED_AT = 50


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


def remembered(person: Person) -> RememberedAnswer | None:
    """What `person` asked to be remembered of their answers."""
    return db.session.scalar(
        select(RememberedAnswer).where(RememberedAnswer.person_id == person.id)
    )


def one_way_to_help(event: Event, venue: Venue, person: Person | None) -> Opportunity | None:
    """A role to mention to somebody who comes to `event`: one that helps at that very event, else
    the nearest that is of its kind. None that has a check, needs experience or is theirs already.

    `event.kind` and `venue.place` are loaded.
    """
    helps_here = select(opportunity_events.c.opportunity_id).where(
        opportunity_events.c.event_id == event.id
    )
    is_here = Opportunity.id.in_(helps_here)
    roles = db.session.execute(
        shown_on_offer()
        .add_columns(is_here)
        .outerjoin(Opportunity.venue)
        .outerjoin(Venue.place)
        .where(or_(is_here, _is_near(venue)), ~_has_asked(person))
        .where(Opportunity.check_level == CheckLevel.NONE)
        .where(Opportunity.lived_experience != LivedExperience.NEEDED)
        .limit(MOST_LOOKED_AT)
    ).all()
    told = wording.kinds_told([event.kind.name]) or wording.kinds_told([event.title])
    kinds = {kind for kind, _ in told}
    in_tune = [
        (not is_at_it, _miles(role, venue), role.id, role)
        for role, is_at_it in roles
        if is_at_it or kinds.intersection(task.kind for task in role.tasks)
    ]
    return min(in_tune)[-1] if in_tune else None


def _is_near(venue: Venue) -> ColumnElement[bool]:
    if not venue.place:
        return false()
    south, west, north, east = box(venue.place, MILES_NEAR)
    return and_(Place.latitude.between(south, north), Place.longitude.between(west, east))


def _miles(role: Opportunity, venue: Venue) -> float:
    there = _position(role)
    return miles_between(venue.place, there) if venue.place and there else 0.0


def _has_asked(person: Person | None) -> ColumnElement[bool]:
    """Whether they have the role, or asked for it and wait."""
    if person is None:
        return false()
    return exists().where(
        Application.opportunity_id == Opportunity.id,
        Application.person_id == person.id,
        Application.state.not_in(OVER),
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
