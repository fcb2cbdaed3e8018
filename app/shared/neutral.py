"""Finding words that would tell that somebody is in recovery, in what leaves in neutral wording.

The words are data: data/disclosing_words.txt. Names are handed in, as this knows no room: those of
organisations.queries.telling_names() and events.queries.telling_names().
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from app.shared.formatting import listed

WORDS = Path(__file__).with_name("data") / "disclosing_words.txt"
LONG_NAME = 10
"""Letters. A name of so many is also found run together; in shorter ones this is chance."""
_JOINING = ("and", "the", "n")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WORD = re.compile(r"[^\W_]+")
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u2010\u2011]\s*(?=\w)")


def disclosing(text: str, names: Iterable[str] = ()) -> list[str]:
    """The telling words and the `names` that `text` holds, as they stand in the list; none is fine.

    Whole words, however they are cased, accented, hyphenated or broken over lines, also in HTML and
    in addresses; names run together as well. What is packed (base64, compressed, escaped JSON) has
    to be unpacked first.
    """
    plain = _opened(text)
    spellings = [plain, _BROKEN_WORD.sub("", plain)] if _BROKEN_WORD.search(plain) else [plain]
    found: dict[str, None] = {}
    for spelling in spellings:
        as_typed = _spaced(spelling)
        folded = _spaced(spelling.casefold())
        found |= {word: None for word, how in _in_capitals() if how.search(as_typed)}
        if _any_word().search(folded):
            found |= {word: None for word, how in _in_any_case() if how.search(folded)}
        squeezed = _squeezed(folded)
        found |= {name: None for name in names if _holds(folded, squeezed, name)}
    return list(found)


def quoted(found: Iterable[str]) -> str:
    """What was found, as whoever wrote it is told of it."""
    return listed([f"“{word.strip('*')}”" for word in found])


def _opened(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unescape(unquote(text)))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(
        _UNSEEN
    )


def _spaced(text: str) -> str:
    return " ".join(["", *_WORD.findall(text), ""])


def _holds(folded: str, squeezed: str, name: str) -> bool:
    phrase = _phrase(name)
    if phrase != " " and phrase in folded:
        return True
    run_together = _squeezed(phrase)
    return len(run_together) >= LONG_NAME and run_together in squeezed


def _squeezed(folded: str) -> str:
    """Run together as in an address, and the same with or without an article and for and or &."""
    return "".join(word for word in folded.split() if word not in _JOINING)


@lru_cache(maxsize=20_000)
def _phrase(name: str) -> str:
    return _spaced(_opened(name).casefold())


@lru_cache
def _lines() -> tuple[str, ...]:
    lines = (line.strip() for line in WORDS.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@lru_cache
def _in_capitals() -> list[tuple[str, re.Pattern[str]]]:
    return [(line, re.compile(_rule(line))) for line in _lines() if line != line.lower()]


@lru_cache
def _in_any_case() -> list[tuple[str, re.Pattern[str]]]:
    return [(line, re.compile(_rule(line))) for line in _lines() if line == line.lower()]


@lru_cache
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(_rule(line) for line, _ in _in_any_case()))


def _rule(line: str) -> str:
    return " " + re.escape(line).replace(r"\*", r"\w*").replace(r"\ ", " ") + " "
