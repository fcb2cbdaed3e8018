"""A person's own hours. A total is always the sum of its rows: there are no counters."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, func, not_, select
from sqlalchemy.orm import joinedload

from app.events.models import Occurrence
from app.hours.models import COUNTED, WAITING, HoursEntry, HoursState, Recognition
from app.organisations import queries as groups
from app.people.models import Person
from app.shared.database import db

NEWEST = 10
_OVER = (HoursState.TAKEN_BACK, HoursState.CORRECTED)


def of_person(person: Person, limit: int | None = NEWEST) -> Sequence[HoursEntry]:
    """What a person gave, the newest day first, and what became of it. What they took back
    themselves is gone from their sight."""
    return db.session.scalars(
        with_all(select(HoursEntry))
        .where(HoursEntry.person_id == person.id, HoursEntry.state != HoursState.TAKEN_BACK)
        .order_by(HoursEntry.day.desc(), HoursEntry.id.desc())
        .limit(limit)
    ).all()


def minutes_given(person: Person) -> int:
    """The sum of what a person gave, whether it is confirmed already or still waits."""
    return _minutes(HoursEntry.person_id == person.id, HoursEntry.state.in_(COUNTED))


def minutes_confirmed(person: Person) -> int:
    """The sum of what groups have confirmed."""
    is_confirmed = HoursEntry.state == HoursState.CONFIRMED
    return _minutes(HoursEntry.person_id == person.id, is_confirmed)


def minutes_confirmed_and_unchecked(person: Person) -> tuple[int, int]:
    """The same, and how much of it was by groups that were never checked, which no paper shows."""
    total = func.sum(HoursEntry.minutes)
    sums = select(total, total.filter(not_(groups.was_checked()))).join(HoursEntry.organisation)
    confirmed = HoursEntry.person_id == person.id, HoursEntry.state == HoursState.CONFIRMED
    minutes, unchecked = db.session.execute(sums.where(*confirmed)).one()
    return minutes or 0, unchecked or 0


def minutes_on(person: Person, day: date, *, but: int = 0) -> int:
    """The sum of what a person gave on one day, without the entry that has the id `but`."""
    of_day = HoursEntry.person_id == person.id, HoursEntry.day == day, HoursEntry.id != but
    return _minutes(*of_day, HoursEntry.state.in_(COUNTED))


def mine(person: Person, entry_id: int) -> HoursEntry:
    """One of a person's own entries, with all its page shows; 404 for anybody else's."""
    entry: HoursEntry = db.first_or_404(
        with_all(select(HoursEntry)).where(
            HoursEntry.id == entry_id, HoursEntry.person_id == person.id
        )
    )
    return entry


def with_form_key(person: Person, form_key: str) -> HoursEntry | None:
    """The entry that this very form of this person added before."""
    return db.session.scalar(
        select(HoursEntry).where(HoursEntry.person_id == person.id, HoursEntry.form_key == form_key)
    )


def for_date(person: Person, occurrence_id: int) -> HoursEntry | None:
    """What a person gave on a date of an event, added by themselves or from a shift that goes with
    it, and was not taken back."""
    return db.session.scalar(
        select(HoursEntry)
        .where(HoursEntry.person_id == person.id, HoursEntry.occurrence_id == occurrence_id)
        .where(HoursEntry.state.not_in(_OVER))
        .order_by(HoursEntry.id)
        .limit(1)
    )


def dates_added(person: Person, occurrence_ids: Collection[int]) -> set[int]:
    """Those of these dates that a person has hours of already, as `for_date` says it of one."""
    return set(
        db.session.scalars(
            select(HoursEntry.occurrence_id)
            .where(HoursEntry.person_id == person.id, HoursEntry.state.not_in(_OVER))
            .where(HoursEntry.occurrence_id.in_(occurrence_ids))
        )
    )


def questions_to(person: Person) -> Sequence[HoursEntry]:
    """What groups asked a person about, the oldest day first."""
    return db.session.scalars(
        with_all(select(HoursEntry))
        .where(HoursEntry.person_id == person.id, HoursEntry.state == HoursState.QUESTION)
        .order_by(HoursEntry.day, HoursEntry.id)
    ).all()


def minutes_waiting(person: Person) -> int:
    """The sum of what groups have still to answer."""
    return _minutes(HoursEntry.person_id == person.id, HoursEntry.state.in_(WAITING))


def recognitions_of(person: Person) -> Sequence[Recognition]:
    """The thanks a person has had, the first one first."""
    return db.session.scalars(
        select(Recognition)
        .where(Recognition.person_id == person.id)
        .order_by(Recognition.earned_at, Recognition.id)
    ).all()


def recognitions_by(entry: HoursEntry) -> Sequence[Recognition]:
    """The thanks that this entry brought."""
    return db.session.scalars(
        select(Recognition).where(Recognition.entry_id == entry.id).order_by(Recognition.id)
    ).all()


def with_all(query: Select[HoursEntry]) -> Select[HoursEntry]:
    """`query` with all that pages and mails say of an entry, read anew."""
    return query.options(
        joinedload(HoursEntry.person),
        joinedload(HoursEntry.organisation),
        joinedload(HoursEntry.opportunity),
        joinedload(HoursEntry.occurrence).joinedload(Occurrence.event),
    ).execution_options(populate_existing=True)


def _minutes(*which: object) -> int:
    return db.session.scalar(select(func.sum(HoursEntry.minutes)).where(*which)) or 0  # type: ignore[arg-type]
