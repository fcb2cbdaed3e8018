"""Kind words: hints on what organisers write. They explain and offer others, and never stop it."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LIST = Path(__file__).with_name("words.json")
"""The words as data, so that a network can add its own: a pattern, why, what to say instead, and
the company in which the same word means something else."""


@dataclass(frozen=True)
class Hint:
    """A word that may hurt, why, and what to say instead."""

    found: str
    why: str
    instead: str


def hints_on(*texts: str | None) -> list[Hint]:
    """A hint for each kind of word in `texts` that may hurt somebody, in the order they stand."""
    text = "\n".join(filter(None, texts))
    found: list[tuple[int, Hint]] = []
    for pattern, exceptions, why, instead in _hints():
        spared = [match.span() for match in exceptions.finditer(text)] if exceptions else []
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in spared):
                continue
            found.append((match.start(), Hint(match[0], why, instead)))
            break
    return [hint for _, hint in sorted(found, key=lambda each: each[0])]


def never_asked(*texts: str) -> str:
    """Why nobody is asked this to book, if `texts` ask it; empty if they do not seem to."""
    text = "\n".join(texts)
    return next((why for pattern, why in _never_asked() if pattern.search(text)), "")


def telling(word: str) -> bool:
    """Whether a word would give somebody away on a lock screen."""
    return re.sub(r"^\W+|[\W]+$", "", word).casefold().removesuffix("’s") in _telling()


@cache
def _list() -> dict[str, Any]:
    words: dict[str, Any] = json.loads(LIST.read_text(encoding="utf-8"))
    return words


@cache
def _telling() -> frozenset[str]:
    return frozenset(_list()["telling"])


@cache
def _hints() -> list[tuple[re.Pattern[str], re.Pattern[str] | None, str, str]]:
    return [
        (
            _words(row["words"]),
            _words(row["but_not"]) if row.get("but_not") else None,
            row["why"],
            row["instead"],
        )
        for row in _list()["hints"]
    ]


@cache
def _never_asked() -> list[tuple[re.Pattern[str], str]]:
    return [(_words(row["words"]), row["why"]) for row in _list()["never_asked"]]


def _words(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
