"""How long something was, and whether somebody can have given that much."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.hours import queries
from app.hours.models import LONGEST_DAY, OLDEST, STEP
from app.people.models import Person
from app.shared.database import utcnow
from app.shared.errors import RuleBroken
from app.shared.waking import own_zone


class Refused(RuleBroken):
    """The rule says no to one answer: the one in `field`."""

    def __init__(self, words: str, field: str) -> None:
        super().__init__(words)
        self.field = field


def elapsed(day: date, start: time, end: time, zone: ZoneInfo) -> int:
    """Minutes that really went by from `start` on `day` to the next time the clock showed `end`.

    Past midnight where `end` is not later; in the night when the clocks change, an hour more or
    less than they show.
    """
    began, ended = _span(day, start, end, zone)
    return int((ended - began).total_seconds()) // 60


def check(
    person: Person, day: date, minutes: int, *, end: datetime | None = None, but: int = 0
) -> None:
    """Refuse what cannot have been: a day to come or too long ago, no quarter of an hour, and more
    than LONGEST_DAY in a day, all its entries together but for the one with the id `but`."""
    now = utcnow().astimezone(own_zone())
    today = now.date()
    if day > today:
        raise Refused("Choose a day that has been", "day")
    if day < today - OLDEST:
        raise Refused("Choose a day in the last 12 months. The group can add older hours", "day")
    if minutes < STEP or minutes % STEP:
        raise Refused("Use quarters of an hour, such as 2 hours 15", "length")
    if minutes > LONGEST_DAY:
        raise Refused("Choose 12 hours or less", "length")
    midnight = datetime.combine(day, time(), own_zone()).astimezone(UTC)
    if end and end > now:
        raise Refused("Choose a time that has been", "end_time")
    if minutes * 60 > (now - midnight).total_seconds():
        raise Refused("Today has not been that long yet. Add them when they are done", "length")
    if queries.minutes_on(person, day, but=but) + minutes > LONGEST_DAY:
        raise Refused("With what is there already, that is more than 12 hours that day", "length")


def told_length(
    day: date, minutes: int | None, start: time | None, end: time | None
) -> tuple[int, datetime | None]:
    """The minutes that somebody told, in one way or the other, and when it ended where they said;
    refuses none, half of one, and two that do not agree."""
    if start is None and end is None:
        if not minutes:
            raise Refused("Choose how long it was, or from when to when", "length")
        return minutes, None
    if start is None or end is None:
        missing = "start_time" if start is None else "end_time"
        raise Refused("Enter both times, or choose how long it was", missing)
    zone = own_zone()
    told = elapsed(day, start, end, zone)
    if minutes and minutes != told:
        raise Refused("This is not as long as from then to then. Leave one of them empty", "length")
    return told, _span(day, start, end, zone)[1]


def quarters(minutes: int) -> int:
    """The nearest quarter of an hour, at least one."""
    return max(STEP, (minutes + STEP // 2) // STEP * STEP)


def _span(day: date, start: time, end: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    last = day if end > start else day + timedelta(days=1)
    both = datetime.combine(day, start, zone), datetime.combine(last, end, zone)
    began, ended = (moment.astimezone(UTC) for moment in both)
    return began, ended
