"""What a person can show that they gave: what groups confirmed that the network has checked, and
nothing else. It is shown under the site's name, and anybody may begin a group."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.hours.models import HoursEntry, HoursState
from app.opportunities.models import Opportunity
from app.organisations import queries as groups
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db


@dataclass(frozen=True, slots=True)
class Part:
    """The confirmed time of one person in one role of a group, or beside any."""

    group: Organisation
    role: Opportunity | None
    minutes: int
    first: date
    last: date


def parts_of(person: Person) -> list[Part]:
    """What checked groups confirmed, by group and role, what came first at the top."""
    first, last = func.min(HoursEntry.day), func.max(HoursEntry.day)
    rows = db.session.execute(
        select(Organisation, Opportunity, func.sum(HoursEntry.minutes), first, last)
        .select_from(HoursEntry)
        .join(Organisation, Organisation.id == HoursEntry.organisation_id)
        .outerjoin(Opportunity, Opportunity.id == HoursEntry.opportunity_id)
        .where(HoursEntry.person_id == person.id, HoursEntry.minutes > 0)
        .where(HoursEntry.state == HoursState.CONFIRMED, groups.was_checked())
        .group_by(Organisation.id, Opportunity.id)
        .order_by(first, Organisation.id, Opportunity.id)
    )
    return [Part(*row) for row in rows]


def minutes_since(person: Person, day: date) -> int:
    """The sum of what checked groups confirmed for that day and later."""
    counted = HoursEntry.person_id == person.id, HoursEntry.day >= day
    is_confirmed = HoursEntry.state == HoursState.CONFIRMED
    total = select(func.sum(HoursEntry.minutes)).join(HoursEntry.organisation)
    total = total.where(*counted, is_confirmed, groups.was_checked())
    return db.session.scalar(total) or 0
