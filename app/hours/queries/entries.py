"""A person's own hours. A total is always the sum of its rows: there are no counters."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.events.models import Occurrence
from app.hours.models import COUNTED, HoursEntry
from app.people.models import Person
from app.shared.database import db

AT_MOST = 500


def of_person(person: Person) -> Sequence[HoursEntry]:
    """Everything a person gave, the newest day first, and what became of it."""
    return db.session.scalars(
        with_all(select(HoursEntry))
        .where(HoursEntry.person_id == person.id)
        .order_by(HoursEntry.day.desc(), HoursEntry.id.desc())
        .limit(AT_MOST)
    ).all()


def minutes_given(person: Person) -> int:
    """The sum of what a person gave, whether it is confirmed already or still waits."""
    counted = HoursEntry.person_id == person.id, HoursEntry.state.in_(COUNTED)
    return db.session.scalar(select(func.sum(HoursEntry.minutes)).where(*counted)) or 0


def with_all(query: Select[HoursEntry]) -> Select[HoursEntry]:
    """`query` with all that pages and mails say of an entry."""
    return query.options(
        joinedload(HoursEntry.person),
        joinedload(HoursEntry.organisation),
        joinedload(HoursEntry.opportunity),
        joinedload(HoursEntry.occurrence).joinedload(Occurrence.event),
    )
