"""A table (CSV, with commas, semicolons or tabs) as entries: a row for each date."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from app.events.services.importing.found import (
    MAX_ENTRIES,
    USUAL_MINUTES,
    Entry,
    Slot,
    Unreadable,
    Window,
    checked,
)
from app.events.services.importing.lines import MAX_ABOUT, MAX_MINUTES, MAX_TITLE, MAX_WHERE
from app.shared.csv_file import plain_cell
from app.shared.formatting import MONTHS
from app.shared.forms import one_line

COLUMNS = {
    "name": ("name", "title", "event", "what", "summary", "subject"),
    "date": ("date", "day", "when", "start date", "first date"),
    "starts": ("starts", "start", "start time", "time", "from"),
    "ends": ("ends", "end", "end time", "until", "to", "finish"),
    "minutes": ("minutes", "length", "duration"),
    "where": ("where", "place", "venue", "location"),
    "about": ("about", "description", "details", "notes"),
    "status": ("status",),
    "id": ("id", "uid"),
}
"""What each column may be called, in the words of several programs."""
NEEDED = ("name", "date", "starts")
_SIGNS = ",;\t|"
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.A)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", re.A)
_IN_WORDS = re.compile(
    r"(?:[a-z]+,? +)?(\d{1,2})(?:st|nd|rd|th)? +([a-z]{3,9}),? +(\d{4})", re.A | re.I
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})? *([ap])?\.?m?\.?", re.A | re.I)


def entries_of_table(text: str, window: Window) -> list[Entry]:
    """What a table holds; Unreadable for one without the columns we need, or with too many rows."""
    rows = _rows(text)
    head = next(rows, [])
    columns = _columns(head)
    entries: list[Entry] = []
    for number, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(entries) == MAX_ENTRIES:
            raise Unreadable(f"It holds more than {MAX_ENTRIES:,} rows. Give us it in parts")
        cells = {name: plain_cell(row[n]) for name, n in columns.items() if n < len(row)}
        entries.append(_entry(number, cells, window))
    if not entries:
        raise Unreadable("There is no row under the names of its columns")
    return entries


def day_in(words: str) -> date:
    """2026-11-24, 24/11/2026, 24.11.26 or Tue 24 November 2026, always day before month."""
    words = words.strip()
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = (int(each) for each in found.groups())
    elif found := _DAY_FIRST.fullmatch(words):
        day, month, year = (int(each) for each in found.groups())
        year += 2000 if year < 100 else 0
    elif (found := _IN_WORDS.fullmatch(words)) and (month := _month(found[2])):
        day, year = int(found[1]), int(found[3])
    else:
        raise Unreadable(f"We cannot read “{words[:30]}” as a date. Write it like 24/11/2026")
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(
            f"There is no such day as “{words[:30]}”. We read the day first, then the month"
        ) from None


def time_in(words: str) -> time:
    """18:30, 18.30, 6.30pm, 6 pm or 12 noon."""
    if words.strip().casefold() in ("12 noon", "noon", "midday"):
        return time(12)
    found = _CLOCK.fullmatch(words.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise Unreadable(f"We cannot read “{words.strip()[:30]}” as a time. Write it like 18:30")
    return time(hour, minute)


def _rows(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    sign = max(_SIGNS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    except csv.Error as trouble:
        raise Unreadable(
            "We lost our way in its rows. Is there a quote mark that nothing closes?"
        ) from trouble


def _columns(head: list[str]) -> dict[str, int]:
    known: dict[str, int] = {}
    for n, cell in enumerate(head):
        word = " ".join(cell.casefold().split())
        for name, words in COLUMNS.items():
            if word in words and name not in known:
                known[name] = n
    missing = [name.capitalize() for name in NEEDED if name not in known]
    if missing:
        found = ", ".join((one_line(cell) or "")[:20] for cell in head[:8]) or "none"
        raise Unreadable(f"We miss the columns {', '.join(missing)}. Its first row has: {found}")
    return known


def _entry(number: int, cells: dict[str, str], window: Window) -> Entry:
    title = (one_line(cells["name"]) or "")[:MAX_TITLE].strip()
    entry = Entry(
        number,
        title=title or "No name",
        where=(one_line(cells.get("where", "")) or "")[:MAX_WHERE].strip(),
        about=cells.get("about", "").strip()[:MAX_ABOUT],
        is_cancelled=cells.get("status", "").strip().casefold().startswith("cancel"),
    )
    try:
        if not title:
            raise Unreadable("It has no name")
        day, start = day_in(cells.get("date", "")), time_in(cells.get("starts", ""))
        minutes, note = _minutes(cells, start)
        slot = checked(Slot(day, start, minutes, day), window)
    except Unreadable as trouble:
        return entry.spoilt(trouble)
    own = (one_line(cells.get("id", "")) or "")[:1_000]
    # Without an id of its own, a row is the same one for as long as its name and moment are.
    uid = own or f"{title.casefold()} {day} {start} {entry.where.casefold()}"
    entry = replace(entry, uid=uid, slots=(slot,))
    return entry.with_note(note) if note else entry


def _minutes(cells: dict[str, str], start: time) -> tuple[int, str]:
    if words := cells.get("minutes", "").strip():
        if not re.fullmatch(r"\d{1,4}", words, re.A) or not 0 < int(words) <= MAX_MINUTES:
            raise Unreadable(f"We cannot read “{words[:30]}” as minutes")
        return int(words), ""
    if not cells.get("ends", "").strip():
        return USUAL_MINUTES, "It does not say when it ends, so we took 2 hours"
    end = time_in(cells["ends"])
    if end == start:
        raise Unreadable("It ends when it starts")
    length = datetime.combine(date.min, end) - datetime.combine(date.min, start)
    return int(length / timedelta(minutes=1)) % (24 * 60), ""


def _month(word: str) -> int:
    """1 to 12 for January or Jan; 0 for what is no month."""
    names = [name.casefold() for name in MONTHS]
    matching = (n for n, name in enumerate(names, 1) if name.startswith(word.casefold()))
    return next(matching, 0)
