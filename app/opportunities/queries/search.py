"""Finding roles by words, with misspellings forgiven.

Roles are few beside dates, and their words are one column: both databases look for the beginnings
of words in it, and no index of either engine has to be kept.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from app.events.queries.search import MAX_WORDS, slips_between, words_of
from app.opportunities.models import Opportunity
from app.opportunities.queries.roles import is_public
from app.organisations.models import Organisation
from app.shared.database import db
from app.shared.local_time import today_in

_ENDINGS = ("ings", "ing", "ers", "er", "es", "ed", "s")
_SHORTEST_STEM = 4
_MOST_MEANINGS = 3
_LEFT_OUT = {"a", "an", "and", "at", "by", "for", "in", "is", "of", "on", "or", "the", "to", "with"}
_LEFT_OUT |= {"role", "roles", "volunteer", "volunteering"}
"""Every role is one."""


@dataclass(frozen=True)
class Search:
    """What to look for: each group is one word typed, or the words it may have been meant for."""

    groups: tuple[tuple[str, ...], ...]
    is_corrected: bool = False

    @property
    def words(self) -> str:
        """As shown back: "garden", or "walk or wall" where two are as near."""
        return " ".join(" or ".join(group) for group in self.groups)


def understood(typed: str, zone: str) -> Search | None:
    """What `typed` asks for; a word that no role on offer holds gives way to the nearest known.

    None where nothing is left to look for.
    """
    words = [word for word in words_of(typed) if word not in _LEFT_OUT][:MAX_WORDS]
    if not words:
        return None
    known = _known(zone)
    groups = tuple((word,) if _is_in(word, known) else _meant(word, known) for word in words)
    return Search(groups, groups != tuple((word,) for word in words))


def holds(search: Search) -> ColumnElement[bool]:
    """True of the roles that have a word beginning with each one of `search`."""
    return and_(*(or_(*(_begins(word) for word in group)) for group in search.groups))


def stem(word: str) -> str:
    """What walk, walks, walker and walking begin with."""
    for ending in _ENDINGS:
        left = word.removesuffix(ending)
        if left != word and len(left) >= _SHORTEST_STEM:
            return left
    return word


def _begins(word: str) -> ColumnElement[bool]:
    return Opportunity.search_words.contains(f" {stem(word)}", autoescape=True)


def _known(zone: str) -> set[str]:
    """Every word of the roles on offer."""
    texts = db.session.scalars(
        select(Opportunity.search_words)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(*is_public(today_in(zone)))
    )
    return {word for text in texts for word in text.split()}


def _is_in(word: str, known: set[str]) -> bool:
    beginning = stem(word)
    return any(each.startswith(beginning) for each in known)


def _meant(word: str, known: set[str]) -> tuple[str, ...]:
    """The known words with fewest slips between them and `word`; itself if all are far off."""
    allowed = 0 if len(word) < 3 or word.isdigit() else 1 if len(word) < 6 else 2
    by_slips: dict[int, list[str]] = {}
    for each in sorted(known):
        # A slip in the first letter is rare, but for swapping it with the second.
        if allowed and each[0] in word[:2] and abs(len(each) - len(word)) <= allowed:
            by_slips.setdefault(slips_between(word, each), []).append(each)
    fewest = min(by_slips, default=len(word))
    return tuple(by_slips[fewest][:_MOST_MEANINGS]) if allowed >= fewest else (word,)
