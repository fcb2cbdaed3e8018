"""Postcodes: cutting full ones to their sector, and finding where a sector or outcode is."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

from app.shared.geography.positions import Position

SECTORS = Path(__file__).parents[1] / "data" / "uk_sectors.csv"

LONGEST_WORDS = 80  # characters kept of what was typed

# Read past the limit, so that a postcode lying across it is seen whole before it is cut, but not so
# far that a page of text costs anything.
_LONGEST_READ = 3 * LONGEST_WORDS

# A postcode anywhere in a text, run together or pulled apart: when in doubt it is one, because
# losing two letters of somebody's words is a smaller harm than keeping their address. The letters
# at its end never include C I K M O V (Royal Mail, Programmers' Guide), which spares "5km", "7pm".
# Half-typed ones count too ("DE4 5G"): pages that answer while people type see them.
_GAP = r"[\W_]"
_END = "[ABD-HJLNP-UW-Z]"
_POSTCODE = re.compile(
    rf"""
    (?P<outcode>
        [A-Z]{{1,2}}[0-9][A-Z0-9]? | NPT | GIR
      | (?<![A-Z0-9]) [A-Z]{_GAP}*[A-Z]?{_GAP}+[0-9]{_GAP}*[A-Z0-9]?    # D E 4, DE 4
    )
    {_GAP}*
    (?P<sector>[0-9])
    (?:
        {_END}{{2}}[A-Z0-9]*                                  # 5GL, and what is glued to it
      | {_GAP}*{_END}{_GAP}*{_END}(?![A-Z0-9])                # 5 GL, 5 G L
      | {_END}(?![A-Z0-9])                                    # 5G
    )
    """,
    re.VERBOSE | re.ASCII,
)

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was found.

    `words` name it on the page and in the address, find it again, and are never a full postcode.
    """

    words: str
    position: Position
    kind: Literal["place", "outcode", "sector"]


def coarsen(typed: str | None) -> str:
    """What was typed, tidied, with every full postcode in it cut to its sector.

    "12 Main Road, de4 5gl" becomes "12 Main Road, DE4 5". Control and invisible characters go,
    runs of space become one, and at most 80 characters are kept. Doing it twice changes nothing.
    """
    kept = _without_postcodes(_tidy((typed or "")[:_LONGEST_READ]))
    return _without_postcodes(kept[:LONGEST_WORDS]).strip()


def look_up_postcode(typed: str | None) -> Found | None:
    """Where an outcode, a sector or a full postcode is, in any spacing or case, or None.

    Typed without a space it is an outcode if there is one of that name (DE45), else a sector. An
    outcode lies at the mean of its sectors. A sector too new for our table lies at its outcode.
    """
    words = coarsen(typed).upper()
    if not re.fullmatch("[A-Z0-9 ]+", words):
        return None
    start, _, last = words.rpartition(" ")
    outcode, joined = start.replace(" ", ""), words.replace(" ", "")
    if re.fullmatch("[0-9]", last) and _sectors_of(outcode):
        return _sector(outcode, last) or _outcode(outcode)
    return _outcode(joined) or _sector(joined[:-1], joined[-1])


def _tidy(text: str) -> str:
    """Invisible characters out, so that none can hide in a postcode, and spaces folded."""
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    seen = (letter for letter in spaced if not unicodedata.category(letter).startswith("C"))
    return " ".join("".join(seen).split())


def _without_postcodes(text: str) -> str:
    # Again until none is left: taking one out may bring the pieces of another together.
    while True:
        # Written in plain capitals, where one letter may become two ("ß"), and whence each came.
        plain = [(capital, at) for at, letter in enumerate(text) for capital in _plain(letter)]
        match = _POSTCODE.search("".join(capital for capital, _ in plain))
        if not match:
            return text
        outcode = re.sub(_GAP, "", match["outcode"], flags=re.ASCII)
        before, after = plain[match.start()][1], plain[match.end() - 1][1] + 1
        text = f"{text[:before]}{outcode} {match['sector']}{text[after:]}"


def _plain(letter: str) -> str:
    """`letter` in plain capitals and digits if it is a form of them (full-width, a ligature)."""
    return unicodedata.normalize("NFKC", letter).upper()


def _outcode(outcode: str) -> Found | None:
    sectors = _sectors_of(outcode)
    if not sectors:
        return None
    latitude = sum(position.latitude for position in sectors.values()) / len(sectors)
    longitude = sum(position.longitude for position in sectors.values()) / len(sectors)
    return Found(outcode, Position(latitude, longitude), "outcode")


def _sector(outcode: str, sector: str) -> Found | None:
    position = _sectors_of(outcode).get(sector)
    return Found(f"{outcode} {sector}", position, "sector") if position else None


def _sectors_of(outcode: str) -> dict[str, Position]:
    """The positions of an outcode's sectors by their digit: none if there is no such outcode."""
    if not outcode:
        return {}
    table, opening = _table(), f"\n{outcode} ".encode()
    sectors = {}
    at = table.find(opening)
    while at >= 0:
        end = table.index(b"\n", at + 1)
        sector, latitude, longitude, _ = table[at + len(opening) : end].decode().split(",")
        sectors[sector] = Position(float(latitude), float(longitude))
        at = table.find(opening, end)
    return sectors


def _table() -> bytes:
    with _loading:
        return _read_table()


@cache
def _read_table() -> bytes:
    # Kept as the file's own 0.4 MB and searched in a tenth of a millisecond: as objects it would
    # take ten times the memory, in every process, to answer a look-up or two.
    return SECTORS.read_bytes().replace(b"\r\n", b"\n")
