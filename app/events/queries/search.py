"""Finding events by words, with misspellings forgiven, on both databases."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, column, exists, func, literal_column, or_, select, table

from app.events.models import Event, EventText, SearchWord
from app.shared.database import db

MAX_WORDS = 8
MAX_LENGTH = 40
"""Letters of one word, as in SearchWord."""
SHORTEST_CORRECTED = 3
MAX_MEANINGS = 3

_INDEX = table("event_texts_fts", column("rowid"))  # SQLite's; PostgreSQL has a column, `fts`

# Both engines would look for these in vain or everywhere; English in PostgreSQL leaves them out.
_LEFT_OUT = {"a", "an", "and", "at", "by", "for", "in", "is", "of", "on", "or", "the", "to", "with"}


@dataclass(frozen=True)
class Search:
    """What to look for: each group is one word typed, or the words it may have been meant for."""

    groups: tuple[tuple[str, ...], ...]
    is_corrected: bool = False

    @property
    def words(self) -> str:
        """As shown back: "pottery", or "walk or wall" where two are as near."""
        return " ".join(" or ".join(group) for group in self.groups)


def words_of(typed: str) -> list[str]:
    """The words in `typed` as search compares them: small letters and digits without accents."""
    plain = unicodedata.normalize("NFD", typed.casefold().replace("’", "'"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", letters.replace("'", ""))
    return [word[:MAX_LENGTH] for word in words]


def understood(typed: str) -> Search | None:
    """What `typed` asks for; a word no event holds gives way to the nearest known words.

    None where nothing is left to look for. Hostile syntax is only ever words.
    """
    words = [word for word in words_of(typed) if word not in _LEFT_OUT][:MAX_WORDS]
    if not words:
        return None
    is_known = _are_known(words)
    groups = [
        (word,) if known else (_nearest(word) or (word,))
        for word, known in zip(words, is_known, strict=True)
    ]
    return Search(tuple(groups), groups != [(word,) for word in words])


def matching(search: Search) -> ColumnElement[bool]:
    """True of the events that hold every word of `search`, the last one perhaps unfinished."""
    return Event.id.in_(select(EventText.event_id).where(_holds(search.groups)))


def _are_known(words: list[str]) -> list[bool]:
    """Whether some event holds each word. One query; only the last may be unfinished."""
    last = len(words) - 1
    asked = [
        exists().where(EventText.id > 0, _holds([(word,)], is_unfinished=place == last))
        for place, word in enumerate(words)
    ]
    return list(db.session.execute(select(*asked)).one())


def _holds(groups: Sequence[tuple[str, ...]], *, is_unfinished: bool = True) -> ColumnElement[bool]:
    """The one place where the two engines differ. Words are letters and digits only."""
    last = len(groups) - 1
    if db.session.get_bind().dialect.name == "postgresql":
        asked = " & ".join(
            _any(group, " | ", ":*" if is_unfinished and place == last else "")
            for place, group in enumerate(groups)
        )
        tsquery = func.to_tsquery("english", asked)
        return literal_column("event_texts.fts").op("@@", is_comparison=True)(tsquery)
    quoted = [tuple(f'"{word}"' for word in group) for group in groups]
    asked = " AND ".join(
        _any(group, " OR ", "*" if is_unfinished and place == last else "")
        for place, group in enumerate(quoted)
    )
    match = literal_column("event_texts_fts").op("MATCH", is_comparison=True)(asked)
    return EventText.id.in_(select(_INDEX.c.rowid).where(match))


def _any(words: tuple[str, ...], either: str, ending: str) -> str:
    return f"({either.join(word + ending for word in words)})"


def _nearest(word: str) -> tuple[str, ...]:
    """The known words with fewest slips between them and `word`: none if all are far off."""
    slips_allowed = 0 if len(word) < SHORTEST_CORRECTED else 1 if len(word) < 6 else 2
    if not slips_allowed or word.isdigit():
        return ()
    length = func.length(SearchWord.word)
    near = select(SearchWord.word).where(
        # A slip in the first letter is rare, but for swapping it with the second.
        or_(*(SearchWord.word.startswith(letter) for letter in sorted(set(word[:2])))),
        length.between(len(word) - slips_allowed, len(word) + slips_allowed),
    )
    by_slips: dict[int, list[str]] = {}
    for known in db.session.scalars(near.order_by(SearchWord.word)):
        by_slips.setdefault(slips_between(word, known), []).append(known)
    fewest = min(by_slips, default=len(word))
    return tuple(by_slips[fewest][:MAX_MEANINGS]) if fewest <= slips_allowed else ()


def slips_between(typed: str, known: str) -> int:
    """How many letters were left out, added, changed or swapped with their neighbour.

    The optimal string alignment distance (Damerau 1964).
    """
    before: list[int] = []
    row = list(range(len(known) + 1))
    for i, letter in enumerate(typed, start=1):
        before, last, row = row, before, [i]
        for j, other in enumerate(known, start=1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == known[j - 2] and other == typed[i - 2]:
                slips = min(slips, last[j - 2] + 1)
            row.append(slips)
    return row[-1]
