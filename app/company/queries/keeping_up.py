"""What the minute-by-minute look finds: what is new, what no longer stands, and whom to tell."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from app.bookings.models import PLACED, Booking
from app.company.models import ASKED_AHEAD, BUDDIES, KEEP, LEFT_TO_GROUP, BuddyRequest, BuddyState
from app.company.queries.standing import (
    may_meet,
    not_for_hosts_only,
    of_booking,
    shown,
    standing,
    wants_to_be_met,
)
from app.events.models import Event, Occurrence
from app.events.queries import is_host
from app.organisations.models import ORGANISING, Membership
from app.people.models import Person
from app.places.models import Venue, VenueType
from app.shared.database import db, utcnow


def without_request(limit: int) -> Sequence[Booking]:
    """Bookings that ask to be met soon and have no request. Of a course, the first of its dates."""
    return db.session.scalars(
        select(Booking)
        .join(Booking.occurrence)
        .join(Venue, Venue.id == Occurrence.venue_id)
        .where(*wants_to_be_met(), Occurrence.starts_at > utcnow())
        .where(Occurrence.starts_at <= utcnow() + ASKED_AHEAD)
        .where(Venue.type.not_in((VenueType.ONLINE, VenueType.PHONE)))
        .where(~exists().where(BuddyRequest.booking_id == Booking.id))
        .options(*of_booking(joinedload(Booking.occurrence)))
        .order_by(Occurrence.starts_at, Booking.id)
        .limit(limit)
    ).all()


def behind_the_times() -> Sequence[BuddyRequest]:
    """Requests whose booking no longer stands as it did: given up, moved, called off, erased, or
    the date is another time or place; and those whose buddy may no longer meet them."""
    changed = Occurrence.sequence != BuddyRequest.sequence, Occurrence.starts_at > utcnow()
    stands = and_(*wants_to_be_met(PLACED), Booking.occurrence_id == BuddyRequest.occurrence_id)
    has_left = and_(
        BuddyRequest.state == BuddyState.MATCHED,
        Occurrence.starts_at > utcnow(),
        ~may_meet(BuddyRequest.buddy_id),
    )
    return db.session.scalars(
        shown(
            select(BuddyRequest)
            .join(Booking, Booking.id == BuddyRequest.booking_id)
            .join(Occurrence, Occurrence.id == BuddyRequest.occurrence_id)
            .join(Event, Event.id == Occurrence.event_id)
        ).where(or_(~stands, Occurrence.cancelled_at.is_not(None), and_(*changed), has_left))
    ).all()


def to_leave_to_group(now: datetime) -> Sequence[BuddyRequest]:
    """Requests that nobody said yes to, a day before their date begins."""
    return db.session.scalars(
        shown(standing()).where(
            BuddyRequest.state == BuddyState.ASKED,
            Occurrence.starts_at > now,
            Occurrence.starts_at <= now + LEFT_TO_GROUP,
        )
    ).all()


def who_may_meet(event: Event) -> Sequence[Person]:
    """Those who can be asked by mail to meet somebody at `event`."""
    hosts = is_host(Person.id, event.id, event.organisation_id)
    team = exists().where(
        Membership.organisation_id == event.organisation_id,
        Membership.person_id == Person.id,
        Membership.position.in_(BUDDIES),
        *not_for_hosts_only(event.id),
    )
    return _people(or_(hosts, team))


def to_tell_of_group(event: Event) -> list[tuple[Person, bool]]:
    """Who is told that it falls to them, and whether as a host, who may not see who booked: the
    event's hosts, or where it has none the organisers."""
    hosts = is_host(Person.id, event.id, event.organisation_id)
    organisers = exists().where(
        Membership.organisation_id == event.organisation_id,
        Membership.person_id == Person.id,
        Membership.position.in_(ORGANISING),
    )
    told = [(person, True) for person in _people(hosts)]
    return told or [(person, False) for person in _people(organisers)]


def over(now: datetime) -> Collection[int]:
    """The dates that ended long enough ago for all of this to be forgotten."""
    return db.session.scalars(
        select(BuddyRequest.occurrence_id)
        .distinct()
        .join(Occurrence, Occurrence.id == BuddyRequest.occurrence_id)
        .where(Occurrence.ends_at <= now - KEEP)
    ).all()


def _people(which: ColumnElement[bool]) -> Sequence[Person]:
    return db.session.scalars(
        select(Person).where(Person.email.is_not(None), which).order_by(Person.id)
    ).all()
