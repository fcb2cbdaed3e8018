"""What coming to dates counts for towards badges: dates of the events that lead to them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.badges.models import LIVE, Badge, BadgeAward, Criterion, Measure
from app.bookings.models import Booking, BookingState
from app.events.models import Event, Occurrence, event_badges
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db


def badges_counting(booking: Booking) -> Sequence[int]:
    """The badges for which the date of this booking counts, of those that its holder has or works
    towards. None without an account."""
    if booking.person_id is None:
        return []
    counts = select(Criterion.version_id).where(Criterion.measure == Measure.SESSIONS)
    return db.session.scalars(
        select(BadgeAward.badge_id)
        .join(event_badges, event_badges.c.badge_id == BadgeAward.badge_id)
        .where(event_badges.c.event_id == booking.occurrence.event_id)
        .where(BadgeAward.person_id == booking.person_id, BadgeAward.state.in_(LIVE))
        .where(BadgeAward.version_id.in_(counts))
    ).all()


def came_towards(person: Person, badge_id: int) -> frozenset[str]:
    """The dates that count for a badge and that `person` was marked as there on, as far back as
    bookings are kept."""
    dates = db.session.scalars(
        select(Booking.occurrence_id)
        .join(Booking.occurrence)
        .join(event_badges, event_badges.c.event_id == Occurrence.event_id)
        .where(event_badges.c.badge_id == badge_id)
        .where(Booking.person_id == person.id, Booking.state == BookingState.CAME)
    )
    return frozenset(str(each) for each in dates)


def there_for(group: Organisation, badge: Badge) -> dict[Occurrence, list[Person]]:
    """Who was marked as there and has an account, by the dates of this group's events that lead to
    a badge, the latest first. Nothing of events where who comes is nobody's business."""
    rows = db.session.scalars(
        select(Booking)
        .join(Booking.occurrence)
        .join(Occurrence.event)
        .join(event_badges, event_badges.c.event_id == Event.id)
        .where(event_badges.c.badge_id == badge.id, Event.organisation_id == group.id)
        .where(Event.is_attendance_private.is_(False))
        .where(Booking.state == BookingState.CAME, Booking.person_id.is_not(None))
        .options(
            joinedload(Booking.person),
            joinedload(Booking.occurrence).joinedload(Occurrence.event),
        )
        .order_by(Occurrence.starts_at.desc(), Booking.id)
    )
    found: dict[Occurrence, list[Person]] = defaultdict(list)
    for booking in rows:
        if booking.person:
            found[booking.occurrence].append(booking.person)
    return dict(found)
