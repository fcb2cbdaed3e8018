"""How often: from a rule in our own form to days, and from a day to moments. No database."""

from calendar import monthcalendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from app.events.models import Event, Frequency
from app.shared.errors import RuleBroken

MAX_BLOCK = 52
MAX_MINUTES = 24 * 60
CHECKED_YEARS = 10
"""How far ahead a rule is searched for a start that no clock will show."""
ORDINALS = (1, 2, 3, 4, -1)


@dataclass(frozen=True)
class Rule:
    """All that a series promises about its days and times, on the wall clock of its zone."""

    frequency: str
    first_date: date
    start_time: time
    duration_minutes: int
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    block_length: int | None = None
    last_date: date | None = None
    zone: str = "Europe/London"
    left_out: frozenset[date] = frozenset()
    """Days that would be among the dates and are not. A block goes on for as many more."""


def rule_of(event: Event) -> Rule:
    """The rule that `event` follows."""
    return Rule(
        frequency=event.frequency,
        first_date=event.first_date,
        start_time=event.start_time,
        duration_minutes=event.duration_minutes,
        weekdays=tuple(event.weekdays),
        nth=event.nth,
        block_length=event.block_length,
        last_date=event.last_date,
        zone=event.zone,
        left_out=frozenset(date.fromisoformat(day) for day in event.left_out or ()),
    )


def dates_of(rule: Rule, start: date, end: date) -> list[date]:
    """The days of `rule` from `start` to `end`, both included, in order."""
    last = min(end, rule.last_date) if rule.last_date else end
    days: list[date] = []
    for day in _days(rule, start):
        if day > last:
            break
        if day >= start and day not in rule.left_out:
            days.append(day)
    return days


def utc_span(
    day: date, start_time: time, minutes: int, zone: str = "Europe/London"
) -> tuple[datetime, datetime]:
    """When something starts and ends in UTC, given the wall clock of `zone` and minutes it lasts.

    The hour that comes twice in October means its first. A start in the hour that is missing in
    March is an hour later on the clock; `check_rule` refuses those before they are promised.
    """
    start = datetime.combine(day, start_time, ZoneInfo(zone)).astimezone(UTC)
    return start, start + timedelta(minutes=minutes)


def exists(day: date, start_time: time, zone: str = "Europe/London") -> bool:
    """False in the hour that the clocks leave out on the last Sunday of March."""
    wall = datetime.combine(day, start_time)
    return (
        wall.replace(tzinfo=ZoneInfo(zone))
        .astimezone(UTC)
        .astimezone(ZoneInfo(zone))
        .replace(tzinfo=None)
        == wall
    )


def check_rule(rule: Rule) -> None:
    """Nothing if `rule` is one of ours and can be kept, else RuleBroken saying what to mend."""
    if rule.frequency not in list(Frequency):
        raise RuleBroken("Choose once, every week, every two weeks, every month or a block")
    if rule.last_date and rule.last_date < rule.first_date:
        raise RuleBroken("The last date is before the first")
    if not 0 < rule.duration_minutes <= MAX_MINUTES:
        raise RuleBroken("Say how long it lasts, up to 24 hours")
    _check_weekdays(rule)
    _check_zone(rule.zone)
    _check_clock(rule)


def _check_weekdays(rule: Rule) -> None:
    days = rule.weekdays
    if any(day not in range(7) for day in days) or len(set(days)) != len(days):
        raise RuleBroken("Choose each day of the week once, from Monday to Sunday")
    if rule.frequency in (Frequency.WEEKLY, Frequency.FORTNIGHTLY) and not days:
        raise RuleBroken("Choose at least one day of the week")
    if rule.frequency == Frequency.MONTHLY and (len(days) != 1 or rule.nth not in ORDINALS):
        raise RuleBroken("Choose which day of the month, such as the second Saturday")
    if rule.frequency == Frequency.BLOCK and not 1 <= (rule.block_length or 0) <= MAX_BLOCK:
        raise RuleBroken(f"Say how many dates the block has, from 1 to {MAX_BLOCK}")


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise RuleBroken("We do not know that time zone") from None


def _check_clock(rule: Rule) -> None:
    if rule.start_time.tzinfo or rule.start_time.second or rule.start_time.microsecond:
        raise RuleBroken("Give the start in hours and minutes")
    last_year = min(rule.first_date.year + CHECKED_YEARS, MAXYEAR - 1)
    for year in range(rule.first_date.year, last_year + 1):
        for day in _clock_changes(year, rule.zone):
            if exists(day, rule.start_time, rule.zone) or not dates_of(rule, day, day):
                continue
            raise RuleBroken(
                f"The clocks go forward on {day.day} {day:%B %Y}, so that start time is left out. "
                "Choose another time"
            )


@lru_cache(maxsize=200)
def _clock_changes(year: int, zone: str) -> list[date]:
    """The days of a year on which the clocks of `zone` change. Asked once, because a calendar that
    is brought in may hold thousands of rules, and each day of ten years takes a while."""
    days = [date(year, 1, 1) + timedelta(n) for n in range(366)]
    at = [datetime.combine(day, time(), ZoneInfo(zone)).utcoffset() for day in days]
    return [day for day, now, next_ in zip(days, at, at[1:], strict=False) if now != next_]


def _days(rule: Rule, start: date) -> Iterator[date]:
    """The days of `rule` without its last date, in order. May begin before `start`, never late."""
    match rule.frequency:
        case Frequency.ONCE:
            return iter([rule.first_date])
        case Frequency.BLOCK:
            weeks = _weeks(rule, rule.first_date, 1)
            return islice((day for day in weeks if day not in rule.left_out), rule.block_length)
        case Frequency.WEEKLY:
            return _weeks(rule, start, 1)
        case Frequency.FORTNIGHTLY:
            return _weeks(rule, start, 2)
        case _:
            return _months(rule, start)


def _weeks(rule: Rule, start: date, every: int) -> Iterator[date]:
    """Fortnights are counted from the first date's own week: week numbers slip in a year of 53."""
    first_monday = rule.first_date - timedelta(rule.first_date.weekday())
    weekdays = sorted(rule.weekdays) or [rule.first_date.weekday()]
    week = max(0, (start - first_monday).days // 7 // every * every)
    while True:
        for weekday in weekdays:
            day = first_monday + timedelta(weeks=week, days=weekday)
            if day >= rule.first_date:
                yield day
        week += every


def _months(rule: Rule, start: date) -> Iterator[date]:
    assert rule.nth is not None
    month = max(rule.first_date, start).replace(day=1)
    while True:
        days = [
            week[rule.weekdays[0]]
            for week in monthcalendar(month.year, month.month)
            if week[rule.weekdays[0]]
        ]
        day = month.replace(day=days[rule.nth - 1 if rule.nth > 0 else rule.nth])
        if day >= rule.first_date:
            yield day
        month = (month + timedelta(31)).replace(day=1)
