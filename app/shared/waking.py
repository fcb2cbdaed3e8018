"""Hours in which people are left alone: nothing rings, and no time runs out, from 9pm to 8am."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app

from app.shared.database import utcnow

WAKES = time(8)
SLEEPS = time(21)
"""On the wall clock of the place. Product rule 4.3: an offer never counts 9pm to 8am."""


def next_waking(moment: datetime, zone: str) -> datetime:
    """`moment` if people are up then, else the next 8am of `zone`. UTC in, UTC out."""
    local = moment.astimezone(ZoneInfo(zone))
    if WAKES <= local.time() < SLEEPS:
        return moment
    day = local.date() if local.time() < WAKES else local.date() + timedelta(days=1)
    return datetime.combine(day, WAKES, ZoneInfo(zone)).astimezone(moment.tzinfo)


def own_zone() -> ZoneInfo:
    """The zone of the site's own wall clock."""
    return ZoneInfo(current_app.config["SETTINGS"].time_zone)


def waking_hours(day: date) -> tuple[datetime, datetime]:
    """From when to when people are up on this day of the site's own wall clock. UTC."""
    zone = own_zone()
    morning, night = (datetime.combine(day, clock, zone) for clock in (WAKES, SLEEPS))
    return morning.astimezone(UTC), night.astimezone(UTC)


def when_unasked(start: datetime, zone: str) -> datetime:
    """When to send what nobody asked for about a date that begins at `start`: the next time people
    of `zone` are up, or now where the date would have begun by then. UTC."""
    morning = next_waking(utcnow(), zone)
    return morning if morning < start else utcnow()


def day_before(start: datetime, zone: str) -> datetime:
    """The same time the day before on the clock of `zone`; the morning after if that is late."""
    local = start.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - timedelta(days=1)
    return next_waking(local.replace(tzinfo=ZoneInfo(zone)).astimezone(start.tzinfo), zone)


def after_waking_time(start: datetime, length: timedelta, zone: str) -> datetime:
    """The moment when people of `zone` have been up for `length` since `start`."""
    here, left = next_waking(start, zone), length
    while left:
        local = here.astimezone(ZoneInfo(zone))
        night = datetime.combine(local.date(), SLEEPS, ZoneInfo(zone)).astimezone(start.tzinfo)
        if here + left <= night:
            return here + left
        left -= night - here
        here = next_waking(night, zone)
    return here
