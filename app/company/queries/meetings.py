"""Who asked to be met. A buddy finds only what they may say yes to."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from app.bookings.models import Booking
from app.company.models import ASKED_AHEAD, BUDDIES, KEEP, BuddyRefusal, BuddyRequest, BuddyState
from app.company.queries.standing import may_meet, shown, standing
from app.events.models import Event, Occurrence
from app.events.queries import is_host
from app.organisations.models import Membership
from app.people.models import Person
from app.shared.database import db, utcnow

OPEN = (BuddyState.ASKED, BuddyState.WITH_GROUP)


def request_of(booking: Booking) -> BuddyRequest | None:
    """What the holder of this booking asked, with who will meet them."""
    return db.session.scalar(
        select(BuddyRequest)
        .where(BuddyRequest.booking_id == booking.id)
        .options(joinedload(BuddyRequest.buddy), joinedload(BuddyRequest.occurrence))
    )


def may_meet_anyone(person: Person) -> bool:
    """Whether `person` is of some group's team, or hosts something, so that they may be asked."""
    team = exists().where(Membership.person_id == person.id, Membership.position.in_(BUDDIES))
    hosts = is_host(person.id, Event.id, Event.organisation_id)
    return bool(db.session.scalar(select(or_(team, hosts))))


def asked_of(person: Person) -> Sequence[BuddyRequest]:
    """Whom `person` may say yes to in the weeks to come, soonest first: never their own, nor
    one that either side has put aside."""
    return db.session.scalars(
        shown(standing())
        .where(BuddyRequest.state.in_(OPEN), Occurrence.starts_at > utcnow())
        .where(Occurrence.starts_at <= utcnow() + ASKED_AHEAD)
        .where(may_meet(person.id), ~_is_own(person), ~_is_refused(person))
        .order_by(Occurrence.starts_at, BuddyRequest.id)
    ).all()


def promised_by(person: Person) -> Sequence[BuddyRequest]:
    """Whom `person` said that they will meet, until two days after, soonest first."""
    return db.session.scalars(
        shown(standing())
        .where(BuddyRequest.buddy_id == person.id, may_meet(person.id))
        .where(Occurrence.ends_at > utcnow() - KEEP)
        .order_by(Occurrence.starts_at, BuddyRequest.id)
    ).all()


def one_for_buddy(request_id: int, person: Person) -> BuddyRequest:
    """The request that `person` said yes to, or may say yes to; 404 for any other, and for whoever
    is no longer one of those who may meet people there.

    One that somebody else said yes to first is found too, so that they can be told so kindly.
    """
    found: BuddyRequest = db.first_or_404(
        shown(standing()).where(
            BuddyRequest.id == request_id,
            may_meet(person.id),
            or_(
                BuddyRequest.buddy_id == person.id,
                and_(
                    Occurrence.starts_at > utcnow(),
                    ~_is_own(person),
                    ~_is_refused(person),
                ),
            ),
        )
    )
    return found


def refused_by(request: BuddyRequest, buddy_id: int) -> BuddyRefusal | None:
    """That this pair is not to meet, if either said so of this booking."""
    return db.session.scalar(
        select(BuddyRefusal).where(
            BuddyRefusal.booking_id == request.booking_id, BuddyRefusal.buddy_id == buddy_id
        )
    )


def _is_own(person: Person) -> ColumnElement[bool]:
    return and_(Booking.person_id.is_not(None), Booking.person_id == person.id)


def _is_refused(person: Person) -> ColumnElement[bool]:
    return exists().where(
        BuddyRefusal.buddy_id == person.id,
        or_(
            BuddyRefusal.booking_id == Booking.id,
            BuddyRefusal.person_id == Booking.person_id,
            BuddyRefusal.browser_key == Booking.browser_key,
        ),
    )
