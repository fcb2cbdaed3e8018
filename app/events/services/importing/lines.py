"""One event of a calendar file, line by line: its words and its moments, on our wall clock."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import nh3
from icalendar import vDuration
from icalendar.parser import Contentline

from app.events.services.importing.found import USUAL_MINUTES, Unkept, Unreadable
from app.events.services.importing.reading import Block
from app.events.services.importing.zones import Zones
from app.shared.formatting import clock
from app.shared.forms import one_line

MAX_MINUTES = 24 * 60
MAX_TITLE = 120
MAX_ABOUT = 5_000
MAX_WHERE = 200
MOST_DAYS_NAMED = 1_000
"""Days that one entry may leave out or add by name."""
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:\d{2})?(Z)?)?", re.A)


@dataclass(frozen=True)
class Stamp:
    """A moment as a line says it: on our wall clock, and on its own."""

    wall: datetime
    there: datetime
    zone: tzinfo | None = None
    """Its own zone; None where that is ours."""
    is_day: bool = False
    note: str = ""


class Lines:
    """The lines of one event, asked for by name."""

    def __init__(self, block: Block, zones: Zones, zone: ZoneInfo) -> None:
        self._zones, self._zone = zones, zone
        self._lines: list[tuple[str, dict[str, str], str]] = []
        for line in block.lines:
            self._lines.append(_parts(line))

    def words(self, name: str) -> str:
        """The text of the first line of this name, as it was typed."""
        return re.sub(r"\\(.)", _unescaped, self.raw(name)).strip()

    def title(self) -> str:
        """Its name on one line; Unreadable for none."""
        title = (one_line(_plain(self.words("SUMMARY"))) or "")[:MAX_TITLE].strip()
        if not title:
            raise Unreadable("It has no name. Give it one there")
        return title

    def where(self) -> str:
        """Where it is, in its own words."""
        return (one_line(self.words("LOCATION")) or "")[:MAX_WHERE].strip()

    def about(self) -> str:
        """What it says of itself, as plain words."""
        return _plain(self.words("DESCRIPTION"))[:MAX_ABOUT].strip()

    def raw(self, name: str) -> str:
        """The first line of this name as it stands."""
        return next((value for known, _, value in self._lines if known == name), "").strip()

    def given(self, name: str, what: str) -> str:
        """What the first line of this name is given beside its value."""
        return next((given.get(what, "") for known, given, _ in self._lines if known == name), "")

    def count(self, name: str) -> int:
        """How many lines of this name there are."""
        return sum(known == name for known, _, _ in self._lines)

    def stamp(self, name: str) -> Stamp | None:
        """The moment of the first line of this name; None for no such line."""
        return next(self._stamps(name), None)

    def stamps(self, name: str) -> list[Stamp]:
        """Every moment of the lines of this name."""
        found = []
        for stamp in self._stamps(name):
            found.append(stamp)
            if len(found) > MOST_DAYS_NAMED:
                raise Unkept("It names more dates than we can keep")
        return found

    def minutes(self, start: Stamp) -> tuple[int, str]:
        """How long it lasts, and words on what we took for granted."""
        end = self.stamp("DTEND")
        if end is None and (words := self.raw("DURATION")):
            wall = start.wall + _duration(words)
            end = Stamp(wall, wall)
        if end is None or end.wall == start.wall:
            return USUAL_MINUTES, "It does not say when it ends, so we took 2 hours"
        if end.wall < start.wall:
            raise Unreadable("It ends before it starts")
        minutes = round((end.wall - start.wall) / timedelta(minutes=1))
        if minutes > MAX_MINUTES:
            raise Unkept("It lasts for more than a day. Split it there into days")
        return max(1, minutes), ""

    def moment(self, word: str) -> Stamp:
        """The moment that `word` of a rule says."""
        return self._stamp(word, "")

    def _stamps(self, name: str) -> Iterator[Stamp]:
        for known, given, value in self._lines:
            if known == name:
                for word in filter(None, (each.strip() for each in value.split(","))):
                    yield self._stamp(word.split("/")[0], given.get("TZID", ""))

    def _stamp(self, word: str, zone_name: str) -> Stamp:
        found = _STAMP.fullmatch(word.upper())
        if not found:
            raise Unreadable(f"We cannot read “{word[:30]}” as a date")
        try:
            day = date(*(int(found[n]) for n in (1, 2, 3)))
            if found[4] is None:
                midnight = datetime.combine(day, datetime.min.time())
                return Stamp(midnight, midnight, is_day=True)
            wall = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]))
        except ValueError:
            raise Unreadable(f"There is no such moment as “{word[:30]}”") from None
        if not 1900 < wall.year < 3000:
            raise Unreadable(f"The year of “{word[:30]}” is too far from ours")
        return self._on_our_clock(wall, bool(found[6]), zone_name)

    def _on_our_clock(self, wall: datetime, is_utc: bool, zone_name: str) -> Stamp:
        if not is_utc and not zone_name:
            return Stamp(wall, wall)
        zone = UTC if is_utc else self._zones.called(zone_name)
        name = "UTC" if is_utc else (one_line(zone_name) or "")[:40]
        if zone is None:
            words = f"We do not know the time zone “{name}”, so we took it as ours"
            return Stamp(wall, wall, note=words)
        here = on_our_clock(wall, zone, self._zone)
        if here == wall and self._keeps_our_time(zone, wall.year):
            return Stamp(wall, wall)
        note = "" if here == wall else f"{clock(wall)} in {name} is {clock(here)} here"
        return Stamp(here, wall, zone, note=note)

    def _keeps_our_time(self, zone: tzinfo, year: int) -> bool:
        """Whether the clocks of `zone` show what ours do, in winter and in summer."""
        days = (datetime(year, month, 15, 12) for month in (1, 7))
        return all(on_our_clock(day, zone, self._zone) == day for day in days)


def on_our_clock(wall: datetime, zone: tzinfo, ours: ZoneInfo) -> datetime:
    """What our clock shows when that of `zone` shows `wall`."""
    away = wall.replace(tzinfo=zone).utcoffset() or timedelta()
    return (wall - away).replace(tzinfo=UTC).astimezone(ours).replace(tzinfo=None)


def _parts(line: str) -> tuple[str, dict[str, str], str]:
    try:
        name, given, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:  # something odd between the name and the colon: the rest may still do
        head, _, value = line.partition(":")
        return head.split(";")[0].strip().upper(), {}, value
    return name.strip().upper(), {key.upper(): str(each) for key, each in given.items()}, value


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]


def _plain(words: str) -> str:
    """Words without the HTML that some programs write them in."""
    if not re.search(r"</?[a-z][^<>]{0,200}>", words, re.I):
        return words
    spaced = re.sub(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]{0,200}>", "\n", words, flags=re.I)
    return html.unescape(nh3.clean(spaced, tags=set()))


def _duration(words: str) -> timedelta:
    try:
        length: timedelta = vDuration.from_ical(words.upper())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, TypeError):
        raise Unreadable(f"We cannot read “{words[:30]}” as how long it lasts") from None
    if not timedelta() <= length < timedelta(365):
        raise Unkept("It lasts for more than a day. Split it there into days")
    return length
