"""What confirmed hours count for towards badges: hours in the roles that lead to them."""

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.badges.models import LIVE, BadgeAward, Figures
from app.hours.models import HoursEntry, HoursState
from app.opportunities.models import opportunity_badges
from app.people.models import Person
from app.shared.database import db

_MINUTES = func.coalesce(func.sum(HoursEntry.minutes), 0)
_IN_A_ROLE_FOR_IT = opportunity_badges.c.opportunity_id == HoursEntry.opportunity_id


def towards_badges(person: Person) -> dict[int, Figures]:
    """Minutes and times given, for each badge that `person` has or works towards; none is a figure
    too."""
    rows = db.session.execute(
        select(BadgeAward.badge_id, _MINUTES, func.count(HoursEntry.id))
        .outerjoin(opportunity_badges, opportunity_badges.c.badge_id == BadgeAward.badge_id)
        .outerjoin(HoursEntry, and_(_IN_A_ROLE_FOR_IT, *_confirmed_of(person)))
        .where(BadgeAward.person_id == person.id, BadgeAward.state.in_(LIVE))
        .group_by(BadgeAward.badge_id)
    )
    return {badge_id: Figures(minutes, times) for badge_id, minutes, times in rows}


def given_towards(person: Person, badge_id: int) -> tuple[int, int]:
    """The same for one badge, begun or not."""
    query: Select[int, int] = select(_MINUTES, func.count(HoursEntry.id)).join(
        opportunity_badges, _IN_A_ROLE_FOR_IT
    )
    query = query.where(opportunity_badges.c.badge_id == badge_id, *_confirmed_of(person))
    minutes, times = db.session.execute(query).one()
    return minutes, times


def _confirmed_of(person: Person) -> list[ColumnElement[bool]]:
    return [
        HoursEntry.person_id == person.id,
        HoursEntry.state == HoursState.CONFIRMED,
        HoursEntry.minutes > 0,
    ]
