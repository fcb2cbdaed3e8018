"""Which zone a time in a calendar is in: by name, by another name, or by the file's own account."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from app.events.services.importing.found import Budget, Unkept
from app.events.services.importing.reading import Block
from app.events.services.importing.repeating import Repeat, read_repeat

_OFFSET = re.compile(r"([+-]?)(\d{2})(\d{2})(?:\d{2})?")
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_STAMP = re.compile(r"(\d{8})(?:T(\d{2})(\d{2})(\d{2}))?Z?")


@dataclass(frozen=True)
class Change:
    """One clock change that a file tells of: from when, how often, and to which offset."""

    starts: datetime
    offset: timedelta
    repeat: Repeat | None

    until: date | None = None

    def of_year(self, year: int, budget: Budget) -> list[tuple[datetime, timedelta]]:
        """When it comes about in a year, and the offset from then on."""
        if self.repeat is None:
            return [(self.starts, self.offset)] if self.starts.year == year else []
        last = min(date(year, 12, 31), self.until or date.max)
        days = self.repeat.dates(self.starts.date(), date(year, 1, 1), last, budget)
        return [(datetime.combine(day, self.starts.time()), self.offset) for day in days]


class OwnZone(tzinfo):
    """A zone as the file itself tells it."""

    def __init__(self, name: str, changes: tuple[Change, ...], budget: Budget) -> None:
        self.name, self.changes, self.budget = name, changes, budget
        self._years: dict[int, list[tuple[datetime, timedelta]]] = {}

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """East of Greenwich, on the wall clock of this zone."""
        if moment is None:
            return self.changes[0].offset
        wall = moment.replace(tzinfo=None)
        year = min(max(wall.year, _FIRST_YEAR), _LAST_YEAR)
        onsets = [*self._of_year(year - 1), *self._of_year(year)]
        onsets += [(change.starts, change.offset) for change in self.changes]
        past = [onset for onset in onsets if onset[0] <= wall]
        return (max if past else min)(past or onsets)[1]

    def dst(self, moment: datetime | None) -> timedelta:
        """Not told apart: the offset has it in."""
        return timedelta(0)

    def tzname(self, moment: datetime | None) -> str:
        """As the file calls it."""
        return self.name

    def _of_year(self, year: int) -> list[tuple[datetime, timedelta]]:
        if year not in self._years:
            self._years[year] = [
                onset for change in self.changes for onset in change.of_year(year, self.budget)
            ]
        return self._years[year]


class Zones:
    """The zones that one file speaks of."""

    def __init__(self, blocks: Iterable[Block], budget: Budget) -> None:
        self._budget = budget
        self._told = {name: block for block in blocks if (name := _line(block, "TZID"))}
        self._known: dict[str, tzinfo | None] = {}

    def called(self, name: str) -> tzinfo | None:
        """The zone of this name; None for one that nobody knows."""
        if name not in self._known:
            self._known[name] = _by_name(name) or self._own(name)
        return self._known[name]

    def _own(self, name: str) -> tzinfo | None:
        block = self._told.get(name)
        if block is None:
            return None
        if location := _by_name(_line(block, "X-LIC-LOCATION")):
            return location
        changes = tuple(filter(None, (_change(inner) for inner in block.inner[:20])))
        if not changes:
            return None
        offsets = {change.offset for change in changes}
        return (
            timezone(offsets.pop()) if len(offsets) == 1 else OwnZone(name, changes, self._budget)
        )


def _by_name(name: str) -> ZoneInfo | None:
    """Europe/London, GMT Standard Time, or /some.program/2005/Europe/London."""
    name = name.strip().strip('"')
    parts = name.strip("/").split("/")
    for candidate in (name, WINDOWS_TO_OLSON.get(name, ""), "/".join(parts[-2:])):
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}", candidate):
            try:
                return ZoneInfo(candidate)
            except (KeyError, ValueError, OSError):
                continue
    return None


def _change(block: Block) -> Change | None:
    offset, starts = _OFFSET.fullmatch(_line(block, "TZOFFSETTO")), _line(block, "DTSTART")
    stamp = _STAMP.fullmatch(starts)
    if not offset or not stamp or int(offset[2]) > 23 or int(offset[3]) > 59:
        return None
    try:
        moment = datetime.strptime(stamp[1] + "".join(stamp.groups("00")[1:]), "%Y%m%d%H%M%S")
        repeat = read_repeat(rule) if (rule := _line(block, "RRULE")) else None
        until = repeat and _STAMP.match(repeat.until)
        last = datetime.strptime(until[1], "%Y%m%d").date() if until else None
    except (ValueError, Unkept):
        return None
    if repeat and repeat.frequency != "YEARLY":
        return None
    length = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
    return Change(moment, -length if offset[1] == "-" else length, repeat, last)


def _line(block: Block, name: str) -> str:
    for line in block.lines:
        head, _, value = line.partition(":")
        if head.split(";")[0].strip().upper() == name:
            return value.strip()
    return ""
