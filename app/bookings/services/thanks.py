"""The day after: thank you for coming, and how was it? And what was answered, counted."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import case, delete, insert, update
from sqlalchemy.exc import IntegrityError

from app.bookings import emails, queries
from app.bookings.models import FEW, Booking, Feeling, Pulse, PulseLink
from app.bookings.services.holding import hold
from app.events.models import Occurrence
from app.shared.codes import hashed, new_key
from app.shared.database import db, utcnow
from app.shared.waking import SLEEPS

ASKS_AT = time(10)
"""In the morning of the day after, on the clock of the place. Not asked by the evening, never."""
SMALL_HOURS = timedelta(hours=6)
"""What ends by six in the morning was an evening."""
LOOK_BACK = timedelta(hours=48)
"""Longer than from an end to the evening of the day after."""
ASKS_AGAIN = timedelta(weeks=4)
"""Who comes every week is not asked every week."""
LINK_LASTS = timedelta(days=14)
BATCH = 100
"""Mails in one transaction, so that a booking never waits long for its turn. A date is asked about
in one go, whatever its size."""


def thank(now: datetime | None = None) -> int:
    """Ask those who came yesterday how it was; answers how many mails that were.

    Each address once a date, by day, and not at all where it would be later than the evening. Bears
    running twice. What is done with is blanked: it holds the only tie between a person and a link.
    """
    now = now or utcnow()
    emails.blank_thanks()
    posted = 0
    for occurrence in queries.dates_to_thank(now - LOOK_BACK, now, now - ASKS_AGAIN):
        asks_at, evening = asks_between(occurrence)
        if asks_at <= now < evening and posted < BATCH:
            posted += _ask(occurrence, now, evening)
    return posted


def asks_between(occurrence: Occurrence) -> tuple[datetime, datetime]:
    """From when to when people are asked about a date. UTC."""
    zone = ZoneInfo(occurrence.zone)
    last_day = (occurrence.ends_at.astimezone(zone) - SMALL_HOURS).date()
    morning, evening = (
        datetime.combine(last_day + timedelta(days=1), clock, zone) for clock in (ASKS_AT, SLEEPS)
    )
    return morning.astimezone(occurrence.ends_at.tzinfo), evening.astimezone(
        occurrence.ends_at.tzinfo
    )


def answer(key: str, welcome: Feeling | None, connected: Feeling | None) -> bool:
    """Count an answer and use up its link; False where the link was used or is over.

    Nothing is kept of who answered, or when.
    """
    is_open = PulseLink.key_hash == hashed(key), PulseLink.ends_at > utcnow()
    of_date = db.session.scalar(
        delete(PulseLink).where(*is_open).returning(PulseLink.occurrence_id)
    )
    if of_date is None:
        return False
    said = {"welcome": welcome, "connected": connected}
    counted = [f"{question}_{feeling}" for question, feeling in said.items() if feeling]
    occurrence = db.session.get_one(Occurrence, of_date)
    while not _add(occurrence.event_id, occurrence.local_date, counted):
        pass  # somebody else began the next five in this very moment
    return True


def forget_links(now: datetime | None = None) -> None:
    """Remove the links that were never used. Bears running twice."""
    db.session.execute(delete(PulseLink).where(PulseLink.ends_at <= (now or utcnow())))


def _ask(occurrence: Occurrence, now: datetime, evening: datetime) -> int:
    hold(occurrence)  # then ask again: another worker may have been quicker
    came = queries.to_thank(now - LOOK_BACK, now, now - ASKS_AGAIN, occurrence)
    by_address: dict[str, Booking] = {}
    for booking in came:
        by_address.setdefault(booking.email or "", booking)
        booking.thanked_at = now
    keys = [new_key() for _ in by_address]
    # In the order of their hashes, which is nobody's: a gap must not tell whose link was used.
    links = [
        {"key_hash": key_hash, "occurrence_id": occurrence.id, "ends_at": now + LINK_LASTS}
        for key_hash in sorted(map(hashed, keys))
    ]
    if links:
        db.session.execute(insert(PulseLink), links)
    for booking, key in zip(by_address.values(), keys, strict=True):
        emails.thanks(booking, key, drop_after=evening)
    db.session.flush()
    return len(links)


def _add(event_id: int, day: date, counted: list[str]) -> bool:
    """Add one answer to the five that are not full, or begin them. False if that must be tried
    again."""
    more = {name: getattr(Pulse, name) + 1 for name in ("people", *counted)}
    later = case((Pulse.day < day, day), else_=Pulse.day)
    added = db.session.scalar(
        update(Pulse)
        .where(Pulse.event_id == event_id, Pulse.people < FEW)
        .values(day=later, **more)
        .returning(Pulse.id)
        .execution_options(synchronize_session=False)
    )
    if added is not None:
        return True
    try:
        with db.session.begin_nested():
            first = dict.fromkeys(counted, 1)
            db.session.add(Pulse(event_id=event_id, day=day, people=1, **first))
    except IntegrityError:
        return False
    return True
