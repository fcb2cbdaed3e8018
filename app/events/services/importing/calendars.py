"""A calendar file (RFC 5545) as entries, each read by itself, so that one never spoils another."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from app.events.services.importing.found import (
    MAX_ENTRIES,
    Budget,
    Entry,
    Slot,
    Unkept,
    Unreadable,
    Window,
    checked,
)
from app.events.services.importing.lines import Lines, Stamp, on_our_clock
from app.events.services.importing.reading import Block, blocks
from app.events.services.importing.repeating import Repeat, read_repeat
from app.events.services.importing.zones import Zones
from app.events.services.recurrence import Rule

ALL_LATER = "It changes all later dates at once; we kept that for its one date"
DAY = timedelta(1)


@dataclass
class Read:
    """One event of the file by itself."""

    entry: Entry
    lines: Lines
    start: Stamp | None = None
    minutes: int = 0
    repeat: Repeat | None = None
    original: date | None = None
    """The day of a series that this one is a change to."""
    added: list[Stamp] = field(default_factory=list)

    @property
    def is_series(self) -> bool:
        return self.original is None and bool(self.repeat or self.added)

    def slot(self, wall: datetime, original: date | None = None) -> Slot:
        """A date of it that begins at `wall`."""
        return Slot(wall.date(), wall.time(), self.minutes, original or wall.date())


def entries_of_calendar(text: str, window: Window) -> list[Entry]:
    """What a calendar file holds; Unreadable for one with no event, or with too many."""
    found = blocks(text)
    events = [block for block in found if block.name == "VEVENT"]
    if not events:
        raise Unreadable("There is no event in this file")
    if len(events) > MAX_ENTRIES:
        raise Unreadable(f"It holds more than {MAX_ENTRIES:,} entries. Give us it in parts")
    budget = Budget()
    zones = Zones((block for block in found if block.name == "VTIMEZONE"), budget)
    read = [_read(n, block, zones, window) for n, block in enumerate(events, 1)]
    masters = {each.entry.uid for each in read if each.is_series}
    changes: dict[str, list[Read]] = {}
    for each in read:
        if each.original and each.start and not each.entry.fate:
            changes.setdefault(each.entry.uid, []).append(each)
    return [
        _with_dates(each, changes.get(each.entry.uid, ()), window, budget)
        for each in read
        if not (each.original and not each.entry.fate and each.entry.uid in masters)
    ]


def _read(number: int, block: Block, zones: Zones, window: Window) -> Read:
    lines = Lines(block, zones, window.zone)
    own_name = sha256("\n".join(block.lines).encode("utf-8", "replace")).hexdigest()
    entry = Entry(number, title="No name", uid=lines.words("UID")[:1_000] or own_name)
    read = Read(entry, lines)
    try:
        read.entry = replace(entry, title=lines.title(), where=lines.where(), about=lines.about())
        if not block.is_whole:
            raise Unreadable("The file ends in the middle of it")
        _read_when(read)
    except Unreadable as trouble:
        read.entry = read.entry.spoilt(trouble)
    return read


def _read_when(read: Read) -> None:
    lines = read.lines
    is_cancelled = lines.raw("STATUS").upper() == "CANCELLED"
    read.entry = replace(read.entry, is_cancelled=is_cancelled)
    start = lines.stamp("DTSTART")
    if start is None:
        raise Unreadable("It does not say when it is")
    if original := lines.stamp("RECURRENCE-ID"):
        read.original = original.wall.date()
        read.entry = replace(read.entry, recurrence=original.wall.isoformat())
    if start.is_day:
        raise Unkept("It lasts all day. Give it a start and an end there")
    read.start = start
    read.minutes, taken = lines.minutes(start)
    for note in filter(None, (start.note, taken)):
        read.entry = read.entry.with_note(note)
    if lines.count("RRULE") > 1 or lines.count("EXRULE"):
        raise Unkept("It repeats by several rules at once")
    if lines.count("RRULE"):
        read.repeat = read_repeat(lines.raw("RRULE"))
    read.added = lines.stamps("RDATE")


def _with_dates(read: Read, changes: Sequence[Read], window: Window, budget: Budget) -> Entry:
    """The entry with its rule, or with its dates in the window."""
    if read.entry.fate or read.start is None:
        return read.entry
    try:
        if not read.is_series:
            slots: tuple[Slot, ...] = (read.slot(read.start.wall),)
            return replace(read.entry, slots=tuple(checked(slot, window) for slot in slots))
        return _series(read, read.start, changes, window, budget)
    except Unreadable as trouble:
        return read.entry.spoilt(trouble)


def _series(
    read: Read, start: Stamp, changes: Sequence[Read], window: Window, budget: Budget
) -> Entry:
    """As one of our rules where there is one for it, else as its dates in the window."""
    left_out = {stamp.wall.date() for stamp in read.lines.stamps("EXDATE")}
    last = _last_day(read, start, budget)
    columns = read.repeat.ours(start.wall.date()) if read.repeat and not start.zone else None
    slots = [read.slot(_at(stamp, start)) for stamp in read.added]
    if not columns:
        slots += [read.slot(wall) for wall in _walls(read, start, last, window, budget)]
    slots = [slot for slot in slots if slot.day not in left_out]
    entry = read.entry
    for change in changes:
        assert change.original is not None
        slots = [slot for slot in slots if slot.original != change.original]
        if change.entry.is_cancelled:
            left_out.add(change.original)
        elif change.start:
            slots.append(change.slot(change.start.wall, change.original))
        if change.lines.given("RECURRENCE-ID", "RANGE") and ALL_LATER not in entry.notes:
            entry = entry.with_note(ALL_LATER)
    kept = [slot for slot in slots if window.holds(slot.day) or window.holds(slot.original)]
    if not columns and not kept:
        kept = slots[-1:] or [read.slot(start.wall)]  # whose day says over, or too far away
    ordered = {(slot.original, slot.start): checked(slot, window) for slot in kept}
    rule = _rule(read, start, columns, last, left_out, window) if columns else None
    return replace(entry, rule=rule, slots=tuple(ordered[key] for key in sorted(ordered)))


def _at(stamp: Stamp, start: Stamp) -> datetime:
    """When an added date begins: its own time, or that of the series if it names a day only."""
    return datetime.combine(stamp.wall, start.wall.time()) if stamp.is_day else stamp.wall


def _last_day(read: Read, start: Stamp, budget: Budget) -> date | None:
    if read.repeat is None:
        return None
    if read.repeat.until:
        return read.lines.moment(read.repeat.until).wall.date()
    return read.repeat.last_of_count(start.there.date(), budget)


def _walls(
    read: Read, start: Stamp, last: date | None, window: Window, budget: Budget
) -> list[datetime]:
    """When each date in the window begins, worked out on its own clock and told by ours."""
    if read.repeat is None:
        return [start.wall]
    first, end = start.there.date(), min(window.last, last or window.last)
    days = list(read.repeat.dates(first, window.today - DAY, end + DAY, budget))
    walls = [datetime.combine(day, start.there.time()) for day in days]
    if start.zone:
        walls = [on_our_clock(wall, start.zone, window.zone) for wall in walls]
    return [wall for wall in walls if window.today <= wall.date() <= end]


def _rule(
    read: Read,
    start: Stamp,
    columns: dict[str, Any],
    last: date | None,
    left_out: set[date],
    window: Window,
) -> Rule:
    return Rule(
        frequency=columns["frequency"],
        first_date=start.wall.date(),
        start_time=start.wall.time(),
        duration_minutes=read.minutes,
        weekdays=tuple(columns["weekdays"]),
        nth=columns.get("nth"),
        last_date=last,
        zone=str(window.zone),
        left_out=frozenset(left_out),
    )
