"""From the bytes of a file to its text, and from the text to the lines of a calendar."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.events.services.importing.found import Unreadable

MAX_BYTES = 1_000_000
LONGEST_VALUE = 20_000
"""Characters of one line that are read; a description is shorter."""
DEEPEST = 8
KEPT = frozenset(
    {
        *("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "DTSTART", "DTEND", "DURATION"),
        *("RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID", "TZID", "X-LIC-LOCATION"),
        *("TZOFFSETFROM", "TZOFFSETTO"),
    }
)
"""What is read of a calendar. Who was invited, and by whom, is not."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = {
    b"PK\x03\x04": "This is a packed file or a spreadsheet. Save it as CSV, and give us that",
    b"\x1f\x8b": "This is a packed file. Unpack it, and give us what is in it",
    b"\xd0\xcf\x11\xe0": "This is a spreadsheet of its own kind. Save it as CSV, and give us that",
    b"%PDF": "This is a PDF, in which we cannot find dates. Give us a calendar file or a CSV",
}


@dataclass
class Block:
    """One BEGIN to END of a calendar: its own lines (unfolded), and the blocks in it."""

    name: str
    lines: list[str] = field(default_factory=list)
    inner: list["Block"] = field(default_factory=list)
    is_whole: bool = False


def text_of(raw: bytes) -> str:
    """What the bytes of a file say, whatever wrote them; Unreadable if that is no text."""
    if len(raw) > MAX_BYTES:
        raise Unreadable("Choose a file of up to 1 MB")
    for start, words in _OTHERS.items():
        if raw.startswith(start):
            raise Unreadable(words)
    text = _decoded(raw).removeprefix("\ufeff")
    if "\0" in text:
        raise Unreadable("We could not read this as text. Save it as CSV in UTF-8, or as .ics")
    if not text.strip():
        raise Unreadable("There is nothing in it")
    return text


def is_calendar(text: str) -> bool:
    """Whether `text` is a calendar file, not a table."""
    return re.search(r"^\s*BEGIN:", text, re.I | re.M) is not None


def blocks(text: str) -> list[Block]:
    """The events and time zones of a calendar, in order, with the lines we read of each."""
    top: list[Block] = []
    path: list[Block] = []
    for line in _lines(text):
        name, _, value = line.partition(":")
        word = name.strip().upper()
        if word == "BEGIN":
            _open(Block(value.strip().upper()[:40]), path, top)
        elif word == "END" and path:
            path.pop().is_whole = True
        elif path and word.split(";")[0] in KEPT:
            path[-1].lines.append(line[:LONGEST_VALUE])
    return top


def kept_text(text: str) -> str:
    """The calendar again with what we read of it and nothing else: no guests, no alarms."""
    written: list[str] = []
    for block in blocks(text):
        _write(block, written)
    return "\n".join(written)


def _decoded(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if b"\0" in raw[:200]:
        return raw.decode("utf-16-be" if raw[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _lines(text: str) -> Iterator[str]:
    """Lines with what was folded onto the next one put back."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    yield from filter(None, whole.replace("\n ", "").replace("\n\t", "").split("\n"))


def _open(block: Block, path: list[Block], top: list[Block]) -> None:
    if len(path) >= DEEPEST:
        raise Unreadable("Its parts lie too deep in each other for a calendar")
    if block.name in ("VEVENT", "VTIMEZONE"):
        top.append(block)
    elif path:
        path[-1].inner.append(block)
    path.append(block)


def _write(block: Block, written: list[str]) -> None:
    written += [f"BEGIN:{block.name}", *block.lines]
    for inner in block.inner:
        if inner.name in ("STANDARD", "DAYLIGHT"):
            _write(inner, written)
    if block.is_whole:
        written.append(f"END:{block.name}")
