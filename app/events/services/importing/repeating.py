"""How often, as calendars say it (RFC 5545, 3.3.10): worked out day by day, within bounds.

Not with a library: those walk from one match to the next, and a rule that never matches, or one
from 1900, would keep them at it for minutes. Here a period is looked at only if it was asked for.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.events.models import Frequency
from app.events.services.importing.found import Budget, Unkept

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ENDLESS = 5_000
"""A count from which on a series has no end for us."""
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_LAST_YEAR = 9_990


@dataclass(frozen=True)
class Repeat:
    """A rule of a calendar, as far as it speaks of days."""

    frequency: str
    interval: int = 1
    days: tuple[tuple[int, int], ...] = ()
    """Weekdays with their number in the month or year; 0 is every one."""
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    count: int | None = None
    until: str = ""

    def dates(self, first: date, start: date, end: date, budget: Budget) -> Iterator[date]:
        """The days from `start` to `end`, both included, of a series that began on `first`."""
        since = first if self.count else max(first, start)
        seen = 0
        for period in self._periods(first, since, end, budget):
            for day in self._chosen(period, first):
                if day < first or (self.count and seen >= self.count):
                    continue
                seen += 1
                if start <= day <= end:
                    yield day
            if self.count and seen >= self.count:
                return

    def last_of_count(self, first: date, budget: Budget) -> date | None:
        """The day that a counted series ends on; None for one without a count."""
        if not self.count:
            return None
        days = self.dates(first, first, date(min(first.year + 200, _LAST_YEAR), 1, 1), budget)
        return max(days, default=None)

    def _periods(
        self, first: date, start: date, end: date, budget: Budget
    ) -> Iterator[tuple[date, int]]:
        """The first day and length of each period that may hold days from `start` to `end`."""
        begins = self._begin(first)
        step = max(0, self._between(begins, start) // self.interval) * self.interval
        while (period := self._nth(begins, step)) and period[0] <= end:
            budget.spend(period[1])
            yield period
            step += self.interval

    def _begin(self, day: date) -> date:
        match self.frequency:
            case "DAILY":
                return day
            case "WEEKLY":
                return day - timedelta((day.weekday() - self.week_start) % 7)
            case "MONTHLY":
                return day.replace(day=1)
            case _:
                return day.replace(month=1, day=1)

    def _between(self, begins: date, day: date) -> int:
        match self.frequency:
            case "DAILY":
                return (day - begins).days
            case "WEEKLY":
                return (day - begins).days // 7
            case "MONTHLY":
                return (day.year - begins.year) * 12 + day.month - begins.month
            case _:
                return day.year - begins.year

    def _nth(self, begins: date, step: int) -> tuple[date, int] | None:
        """The period `step` after the one that begins on `begins`; None past the calendar's end."""
        if self.frequency in ("DAILY", "WEEKLY"):
            length = 1 if self.frequency == "DAILY" else 7
            ahead = step * length
            if ahead > (date(_LAST_YEAR, 1, 1) - begins).days:
                return None
            return begins + timedelta(ahead), length
        months = begins.month - 1 + (step if self.frequency == "MONTHLY" else 12 * step)
        year, month = begins.year + months // 12, months % 12 + 1
        if year > _LAST_YEAR:
            return None
        is_month = self.frequency == "MONTHLY"
        length = monthrange(year, month)[1] if is_month else 365 + isleap(year)
        return date(year, month, 1), length

    def _chosen(self, period: tuple[date, int], first: date) -> list[date]:
        begins, length = period
        days = [
            day for ahead in range(length) if self._matches(day := begins + timedelta(ahead), first)
        ]
        if not self.positions:
            return days
        picked = {n - 1 if n > 0 else len(days) + n for n in self.positions}
        return [day for n, day in enumerate(days) if n in picked]

    def _matches(self, day: date, first: date) -> bool:
        if self.months and day.month not in self.months:
            return False
        length = monthrange(day.year, day.month)[1]
        if self.month_days and not {day.day, day.day - length - 1} & self.month_days:
            return False
        if self.days:
            return any(
                day.weekday() == weekday and self._is_nth(day, n) for n, weekday in self.days
            )
        if self.month_days or self.frequency == "DAILY":
            return True
        if self.frequency == "WEEKLY":
            return day.weekday() == first.weekday()
        is_day = day.day == first.day
        return is_day and (
            self.frequency == "MONTHLY" or bool(self.months) or day.month == first.month
        )

    def _is_nth(self, day: date, n: int) -> bool:
        if n == 0 or self.frequency in ("DAILY", "WEEKLY"):
            return True
        if self.frequency == "YEARLY" and not self.months:
            place = day.timetuple().tm_yday
            length = 365 + isleap(day.year)
        else:
            place, length = day.day, monthrange(day.year, day.month)[1]
        return (place - 1) // 7 + 1 == n if n > 0 else (length - place) // 7 + 1 == -n

    def ours(self, first: date) -> dict[str, object] | None:
        """The same rule in our form (columns of an event); None if we have none for it."""
        if self.months or self.month_days:
            return None
        weekdays = sorted({weekday for _, weekday in self.days}) or [first.weekday()]
        is_plain = not self.positions and not any(n for n, _ in self.days)
        if self.frequency == "DAILY" and self.interval == 1 and is_plain:
            every = weekdays if self.days else list(range(7))
            return {"frequency": Frequency.WEEKLY.value, "weekdays": every}
        if self.frequency == "WEEKLY" and is_plain:
            is_own_week = self.week_start == 0 or weekdays == [first.weekday()]
            often = {1: Frequency.WEEKLY, 2: Frequency.FORTNIGHTLY}.get(self.interval)
            if often and (self.interval == 1 or is_own_week):
                return {"frequency": often.value, "weekdays": weekdays}
        if self.frequency == "MONTHLY" and self.interval == 1 and len(self.days) == 1:
            numbers = [n for n in (self.days[0][0], *self.positions) if n]
            if len(numbers) == 1 and numbers[0] in (1, 2, 3, 4, -1):
                often = Frequency.MONTHLY
                return {"frequency": often.value, "weekdays": weekdays, "nth": numbers[0]}
        return None


def read_repeat(words: str) -> Repeat:
    """The rule that `words` (FREQ=WEEKLY;BYDAY=TU) say; Unkept if it is none that we can keep."""
    parts: dict[str, str] = {}
    for part in words.upper().strip().strip(";").split(";"):
        name, _, value = part.partition("=")
        parts[name.strip()] = value.strip()
    often = parts.get("FREQ", "")
    if often not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise Unkept(
            "It repeats every hour, minute or second. Every day is the most often here"
            if often
            else "It does not say how often it repeats"
        )
    for name in sorted(parts.keys() - KNOWN):
        raise Unkept(f"It repeats by {name[:20]}, which has no place here")
    count = _number(parts["COUNT"], "COUNT") if "COUNT" in parts else None
    return Repeat(
        frequency=often,
        interval=_number(parts.get("INTERVAL", "1"), "INTERVAL"),
        days=tuple(_days(parts.get("BYDAY", ""))),
        months=frozenset(_numbers(parts, "BYMONTH", 12)),
        month_days=frozenset(_numbers(parts, "BYMONTHDAY", 31)),
        positions=tuple(sorted(_numbers(parts, "BYSETPOS", 366))),
        week_start=DAYS.index(start) if (start := parts.get("WKST", "MO")) in DAYS else 0,
        count=None if count and count >= ENDLESS else count,
        until=parts.get("UNTIL", ""),
    )


def _days(words: str) -> Iterator[tuple[int, int]]:
    for word in filter(None, words.split(",")):
        found = _DAY.fullmatch(word.strip())
        if not found:
            raise Unkept(f"It repeats by BYDAY={words[:20]}, which we do not understand")
        yield int(found[1] or 0), DAYS.index(found[2])


def _numbers(parts: dict[str, str], name: str, most: int) -> set[int]:
    numbers = set()
    for word in filter(None, parts.get(name, "").split(",")):
        if not re.fullmatch(r"[+-]?\d{1,3}", word.strip()) or not 0 < abs(int(word)) <= most:
            raise Unkept(f"It repeats by {name}={parts[name][:20]}, which we do not understand")
        numbers.add(int(word))
    return numbers


def _number(word: str, name: str) -> int:
    if not re.fullmatch(r"\d{1,9}", word) or int(word) < 1:
        raise Unkept(f"It repeats by {name}={word[:20]}, which we do not understand")
    return int(word)
