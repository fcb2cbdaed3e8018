"""Whom to ask how it was, and what was answered, in numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.bookings.models import FEW, QUESTIONS, Booking, BookingState, Feeling, Pulse, PulseLink
from app.bookings.queries.bookings import with_date
from app.events.models import Event, Occurrence
from app.people.models import Person
from app.shared.codes import hashed
from app.shared.database import db, utcnow

LONGEST = timedelta(days=14)
"""Nobody is asked about a date that went on for longer."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How many people answered, and how many of them said what to each question."""

    people: int
    answers: Mapping[str, Mapping[Feeling, int]]


def dates_to_thank(
    ended_after: datetime, ended_by: datetime, asked_since: datetime
) -> Sequence[Occurrence]:
    """The dates that ended between these moments and have somebody whom `to_thank` finds."""
    somebody = _may_be_asked(select(Booking.occurrence_id), ended_after, ended_by, asked_since)
    return db.session.scalars(
        select(Occurrence)
        .where(Occurrence.id.in_(somebody))
        .options(joinedload(Occurrence.event))
        .order_by(Occurrence.id)
    ).all()


def to_thank(
    ended_after: datetime, ended_by: datetime, asked_since: datetime, occurrence: Occurrence
) -> Sequence[Booking]:
    """Who came to `occurrence`, if it ended between these moments, and may be asked how it was.

    Came is who was marked here; where nobody was marked at all, who had a place. Left out are dates
    somebody was asked about already, people who were asked of the same event since `asked_since`,
    and who does not want it.
    """
    found = _may_be_asked(with_date(select(Booking)), ended_after, ended_by, asked_since)
    return db.session.scalars(
        found.where(Occurrence.id == occurrence.id).order_by(Booking.id)
    ).all()


def _may_be_asked(
    query: Select[Any], ended_after: datetime, ended_by: datetime, asked_since: datetime
) -> Select[Any]:
    came = or_(
        Booking.state == BookingState.CAME,
        and_(Booking.state == BookingState.BOOKED, ~_on_same_date(_is_marked)),
    )
    without_account = and_(Booking.person_id.is_(None), Booking.wants_reminder)
    return (
        query.join(Booking.occurrence)
        .join(Occurrence.event)
        .outerjoin(Booking.person)
        .where(Occurrence.ends_at > ended_after, Occurrence.ends_at <= ended_by)
        .where(Occurrence.starts_at > ended_after - LONGEST)  # which has an index
        .where(Occurrence.cancelled_at.is_(None))
        .where(Booking.email.is_not(None), came, ~_on_same_date(_was_asked))
        .where(or_(Person.wants_thanks, without_account), ~_asked_of_event(asked_since))
    )


def pulse_link(key: str) -> PulseLink | None:
    """The link of this key, if it was neither used nor is over."""
    return db.session.scalar(
        select(PulseLink).where(PulseLink.key_hash == hashed(key), PulseLink.ends_at > utcnow())
    )


def date_of_link(link: PulseLink) -> Occurrence:
    """The date that a link asks about."""
    return db.session.get_one(
        Occurrence, link.occurrence_id, options=[joinedload(Occurrence.event)]
    )


def felt(event: Event) -> Felt | None:
    """What people said of `event`, in fives; None before the first five have answered."""
    counted = [
        func.sum(getattr(Pulse, f"{question}_{feeling}"))
        for question in QUESTIONS
        for feeling in Feeling
    ]
    full = select(func.sum(Pulse.people), *counted).where(
        Pulse.event_id == event.id, Pulse.people == FEW
    )
    people, *numbers = db.session.execute(full).one()
    if not people:
        return None
    found = iter(int(number) for number in numbers)
    return Felt(
        int(people), {name: {feeling: next(found) for feeling in Feeling} for name in QUESTIONS}
    )


_other = aliased(Booking)
_is_marked = _other.state.in_((BookingState.CAME, BookingState.NOT_THERE))
_was_asked = _other.thanked_at.is_not(None)


def _on_same_date(so: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(_other.id)
        .where(_other.occurrence_id == Booking.occurrence_id, so)
        .correlate(Booking)
        .exists()
    )


def _asked_of_event(since: datetime) -> ColumnElement[bool]:
    date = aliased(Occurrence)
    return (
        select(_other.id)
        .join(date, date.id == _other.occurrence_id)
        .where(_other.email == Booking.email, _other.thanked_at > since)
        .where(date.event_id == Occurrence.event_id)
        .correlate(Booking, Occurrence)
        .exists()
    )
