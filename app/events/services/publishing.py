"""Putting an event before the public: its address, and the moment it appears."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from app.events.models import BookingMode, Event, Frequency
from app.events.services import cohosting, dates, indexing
from app.events.services.recurrence import check_rule, dates_of, rule_of, utc_span
from app.organisations.models import Organisation, OrganisationState
from app.places.models import Place, Venue
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold
from app.shared.slugs import slugify

MOST_AT_ONCE = 50
STANDING = ("published_at", "publish_at")
RESERVED = frozenset({"print", "new", "drafts"})
"""Words that already mean something after /events/, in public or at an organiser's desk."""


class TooLate(RuleBroken):
    """It was to come out when it would have begun already."""


def slug_for(event: Event) -> str:
    """An address nobody has yet: from the title, or the neutral title where attendance is private.

    When the words are taken the town follows them, and then a number.
    """
    words = slugify(event.neutral_title if event.is_attendance_private else event.title)
    with db.session.no_autoflush:
        if _is_free(words, event):
            return words
        place = _place_slug(event)
        if place and _is_free(f"{words}-{place}", event):
            return f"{words}-{place}"
        stem = f"{words}-{place}" if place else words
        taken = set(
            db.session.scalars(
                select(Event.slug).where(Event.slug.startswith(f"{stem}-", autoescape=True))
            )
        )
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{stem}-{n}") not in taken)


def publish(event: Event) -> None:
    """Show `event` to everyone, with its dates for the next 26 weeks, and to the groups it asks.

    Refuses a group that has not been checked, and a rule that cannot be kept. Needs what
    `indexing.index_event` needs.
    """
    organisation = db.session.get_one(Organisation, event.organisation_id)
    if not organisation.is_public:
        raise RuleBroken("Your group has to be checked before its events can be seen")
    check_rule(rule_of(event))
    event.published_at = event.published_at or utcnow()
    event.publish_at = None
    db.session.flush()
    dates.extend_window(event)
    indexing.index_event(event)
    cohosting.mail_asked(event)


def publish_when(
    event: Event, moment: datetime | None = None, *, is_listed: bool | None = None
) -> bool:
    """Publish `event` now, or at `moment` if that is to come; True if it is public already.

    `is_listed` says whether lists are to show it; None leaves that as it is. The listings of a
    group that the network has not checked yet wait until it has. What was public and was taken
    back meanwhile stays so. Refuses a rule that cannot be kept, and with TooLate a moment after
    which nobody could come.
    """
    was_public = event.is_published
    _hold(event)
    if is_listed is not None:
        event.is_listed = is_listed
    if was_public or event.is_published:
        db.session.flush()
        return event.is_published
    check_rule(rule_of(event))
    _check_moment(event, moment)
    event.publish_at = moment or utcnow()
    db.session.flush()
    if event.publish_at > utcnow() or not event.organisation.is_public:
        return False
    publish(event)
    return True


def withdraw(event: Event) -> None:
    """Take `event` back from the public, or from being published; its dates stay as they are.

    Whether that may be, with people who booked, is the affair of the room that knows of them. Needs
    the event held.
    """
    db.session.refresh(event, STANDING)
    event.published_at = event.publish_at = None
    db.session.flush()


def keep_back(event: Event, places: int) -> None:
    """Keep so many places for people who just turn up, beside those that can be booked.

    Refuses an event that people only book, or only turn up to.
    """
    if event.booking_mode != BookingMode.MIXED:
        raise RuleBroken("Places are kept back only where people may book or just turn up.")
    event.walk_in_places = places
    db.session.flush()


def publish_due(now: datetime | None = None) -> int:
    """Publish what was to be public by now, of groups that are checked; says how many."""
    now = now or utcnow()
    due = db.session.scalars(
        select(Event)
        .join(Event.organisation)
        .where(Event.publish_at <= now, Event.published_at.is_(None))
        .where(Organisation.state == OrganisationState.VERIFIED)
        .options(
            contains_eager(Event.organisation),
            joinedload(Event.kind),
            joinedload(Event.venue).joinedload(Venue.place),
        )
        .order_by(Event.publish_at)
        .limit(MOST_AT_ONCE)
    ).all()
    published = 0
    for event in sorted(due, key=lambda event: event.id):  # nobody waits for each other
        _hold(event)
        if event.publish_at and event.publish_at <= now and not event.is_published:
            publish(event)
            published += 1
    return published


def _hold(event: Event) -> None:
    """Nobody else publishes `event`, or takes it back, until we are done; where it stands is read
    again."""
    hold(event)
    db.session.refresh(event, STANDING)


def _check_moment(event: Event, moment: datetime | None) -> None:
    """What is once, or booked whole, is no use to anyone who hears of it after it began, and a
    series to nobody after its last date did."""
    is_one = event.frequency in (Frequency.ONCE, Frequency.BLOCK)
    last_day = event.last_date or (event.first_date if is_one else None)
    if moment is None or last_day is None:
        return
    days = [last_day] if is_one else dates_of(rule_of(event), event.first_date, last_day)[-1:]
    begin = [utc_span(day, event.start_time, event.duration_minutes, event.zone)[0] for day in days]
    if all(moment >= start for start in begin):
        is_series = last_day != event.first_date
        what = "Its last date" if is_series else "It"
        raise TooLate(f"{what} will have begun by then. Choose an earlier day")


def _is_free(slug: str, event: Event) -> bool:
    taken = select(Event.id).where(Event.slug == slug, Event.id.is_distinct_from(event.id))
    return slug not in RESERVED and db.session.scalar(taken) is None


def _place_slug(event: Event) -> str | None:
    venue_id = event.venue_id or event.venue.id
    return db.session.scalar(select(Place.slug).join(Venue).where(Venue.id == venue_id))
