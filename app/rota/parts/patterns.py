"""How a pattern of shifts reads."""

from datetime import date

from app.rota.models import HowOften, ShiftPattern
from app.shared.formatting import WEEKDAYS, clock, ordinal, plural

LAST = -1


def pattern_words(pattern: ShiftPattern) -> str:
    """Such as: Every Thursday, 9.45am to 1pm, 2 to 3 people."""
    return f"{_when(pattern)}, {_people(pattern)}"


def nth_of_month(day: date) -> int:
    """Which one of its weekday in the month: 1 to 4, or -1 where it is the fifth."""
    which = (day.day - 1) // 7 + 1
    return which if which < 5 else LAST


def _when(pattern: ShiftPattern) -> str:
    if pattern.event:
        return f"Each date of {pattern.event.title}{_margins(pattern)}"
    if pattern.start_time is None or pattern.end_time is None or pattern.weekday is None:
        return ""
    time = f"{clock(pattern.start_time)} to {clock(pattern.end_time)}"
    day = WEEKDAYS[pattern.weekday]
    if pattern.frequency == HowOften.MONTHLY:
        which = "last" if pattern.nth == LAST else ordinal(pattern.nth or 1)
        return f"The {which} {day} of the month, {time}"
    return f"Every {'second ' if pattern.frequency == HowOften.FORTNIGHTLY else ''}{day}, {time}"


def _margins(pattern: ShiftPattern) -> str:
    if not (pattern.before_minutes or pattern.after_minutes):
        return ""
    before, after = pattern.before_minutes, pattern.after_minutes
    return f", from {plural(before, 'minute')} before until {plural(after, 'minute')} after"


def _people(pattern: ShiftPattern) -> str:
    if pattern.least == pattern.most:
        return plural(pattern.most, "person", "people")
    return f"{pattern.least} to {pattern.most} people"
