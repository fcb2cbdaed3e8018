"""What a request to be met stands on, and who may say yes to it: said once, for every question."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from app.bookings.models import PLACED, Booking, BookingState
from app.company.models import BUDDIES, HOSTS_ONLY, BuddyRequest
from app.events.models import Audience, Event, Occurrence
from app.events.queries import is_host
from app.organisations.models import Membership
from app.places.models import Venue


def standing() -> Select[Any]:
    """Requests of bookings that stand, on the date they were made for."""
    return (
        select(BuddyRequest)
        .join(Booking, Booking.id == BuddyRequest.booking_id)
        .join(Occurrence, Occurrence.id == BuddyRequest.occurrence_id)
        .join(Event, Event.id == Occurrence.event_id)
        .where(*wants_to_be_met(PLACED), Booking.occurrence_id == BuddyRequest.occurrence_id)
        .where(Occurrence.cancelled_at.is_(None), Occurrence.sequence == BuddyRequest.sequence)
    )


def shown(query: Select[Any]) -> Select[Any]:
    """`query` with what mails and pages need of a request."""
    booking, date = joinedload(BuddyRequest.booking), joinedload(BuddyRequest.occurrence)
    return query.options(
        *of_booking(booking.joinedload(Booking.occurrence)),
        *of_booking(date),
        joinedload(BuddyRequest.buddy),
    )


def of_booking(date: Any) -> tuple[Any, Any]:
    """What is loaded of a date, however it is come to."""
    return (
        date.joinedload(Occurrence.event).joinedload(Event.organisation),
        date.joinedload(Occurrence.venue).joinedload(Venue.place),
    )


def wants_to_be_met(
    states: Collection[BookingState] = (BookingState.BOOKED,),
) -> tuple[Any, ...]:
    """Bookings in these states that ask to be met. Of a course, the first of its dates."""
    return (
        Booking.wants_meeting,
        Booking.erased_at.is_(None),
        Booking.state.in_(states),
        or_(Booking.block_code.is_(None), Booking.block_code == Booking.code),
    )


def may_meet(person_id: int | InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """Of the request's event: its hosts, and its group's team where it is not for hosts only."""
    team = exists().where(
        Membership.organisation_id == Event.organisation_id,
        Membership.person_id == person_id,
        Membership.position.in_(BUDDIES),
    )
    hosts_only = select(Audience.id).where(Audience.slug.in_(HOSTS_ONLY))
    is_closed = or_(Event.is_attendance_private, Event.audience_id.in_(hosts_only))
    return or_(is_host(person_id, Event.id, Event.organisation_id), and_(~is_closed, team))


def not_for_hosts_only(event_id: int) -> tuple[ColumnElement[bool], ...]:
    """Whether the team of this event's group may meet people at it, beside its hosts."""
    hosts_only = select(Audience.id).where(Audience.slug.in_(HOSTS_ONLY))
    return (
        exists().where(
            Event.id == event_id,
            Event.is_attendance_private.is_(False),
            Event.audience_id.not_in(hosts_only),
        ),
    )
