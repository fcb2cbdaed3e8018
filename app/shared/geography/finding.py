"""From what a person typed to the place they meant, or to the places they may have meant."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.shared.geography.positions import NamedPlace, Position
from app.shared.geography.postcodes import Found, coarsen, look_up_postcode

MOST_OPTIONS = 12  # a list longer than this is no help on a small screen

# How alike two spellings are, from 0 to 1 (difflib's ratio). "Yolgrave" is 0.94 like Youlgrave and
# may be taken for it; "Milton" is 0.83 like Hilton and is a village of its own, so we only ask.
SURELY_ALIKE = 0.85
MAYBE_ALIKE = 0.75

_SHORTEST_START = 2
_SHORTEST_SPELLING = 3
_LEFT_OUT = {"the", "near"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The places a person may have meant, one or more, for them to choose from."""

    options: tuple[Found, ...]


def find(typed: str | None, places: Iterable[NamedPlace]) -> Found | Choice | None:
    """The place meant by `typed`: a postcode, or one of `places` by name.

    Case, accents, apostrophes, hyphens, "the" and small misspellings are forgiven. A name shared
    by several places, the start of a name, a district, or a spelling that is not close enough to
    be sure gives a Choice. Anything else gives None. The words of each answer find it again.
    """
    words = coarsen(typed)
    if postcode := look_up_postcode(words):
        return postcode
    return _Names(places).find(words) if _key(words) else None


class _Names:
    """The named places, ready to be compared with what was typed."""

    def __init__(self, places: Iterable[NamedPlace]) -> None:
        self._places = sorted(places, key=lambda place: (place.name, place.district))
        self._keys = {id(place): _key(place.name) for place in self._places}

    def find(self, words: str) -> Found | Choice | None:
        head, _, tail = words.rpartition(",")
        return (
            self._meant(self._called(words))
            or self._meant(self._called(head, within=tail))
            or _postcode_at_end(words)
            or self._meant(self._called(head))
            or self._spelt_like(words)
            or self._offer(self._starting(words) or self._in_district(words))
            or self._offer(self._mentioned(words) or self._alike(words, MAYBE_ALIKE))
        )

    def _called(self, name: str, within: str = "") -> list[NamedPlace]:
        key, where = _key(name), _key(within)
        return self._those(
            lambda place: (
                key in (self._keys[id(place)], _key(place.slug))
                and (not where or where in (_key(place.district), _key(place.outcode)))
            )
        )

    def _spelt_like(self, words: str) -> Found | Choice | None:
        initial = _key(words)[0]
        alike = self._alike(words, SURELY_ALIKE)
        return self._meant([place for place in alike if self._keys[id(place)].startswith(initial)])

    def _alike(self, words: str, enough: float) -> list[NamedPlace]:
        key = _key(words)
        if len(key) < _SHORTEST_SPELLING:
            return []
        # SequenceMatcher remembers what it knows of its second text, so the typed one goes there.
        matcher = SequenceMatcher(b=key, autojunk=False)
        scores = {}
        for place in self._places:
            matcher.set_seq1(self._keys[id(place)])
            if matcher.real_quick_ratio() >= enough and matcher.quick_ratio() >= enough:
                scores[id(place)] = matcher.ratio()
        alike = self._those(lambda place: scores.get(id(place), 0) >= enough)
        return sorted(alike, key=lambda place: -scores[id(place)])

    def _starting(self, words: str) -> list[NamedPlace]:
        key = _key(words)
        if len(key) < _SHORTEST_START:
            return []
        return self._those(
            lambda place: (
                self._keys[id(place)].startswith(key)
                or any(word.startswith(key) for word in _words(place.name))
            )
        )

    def _in_district(self, words: str) -> list[NamedPlace]:
        return self._those(lambda place: _key(place.district) == _key(words))

    def _mentioned(self, words: str) -> list[NamedPlace]:
        text = f" {' '.join(_words(words))} "
        return self._those(lambda place: f" {' '.join(_words(place.name))} " in text)

    def _those(self, test: Callable[[NamedPlace], bool]) -> list[NamedPlace]:
        return [place for place in self._places if self._keys[id(place)] and test(place)]

    def _meant(self, places: Sequence[NamedPlace]) -> Found | Choice | None:
        return self._found(places[0]) if len(places) == 1 else self._offer(places)

    def _offer(self, places: Sequence[NamedPlace]) -> Choice | None:
        options = tuple(self._found(place) for place in places[:MOST_OPTIONS])
        return Choice(options) if options else None

    def _found(self, place: NamedPlace) -> Found:
        position = Position(place.latitude, place.longitude)
        return Found(self._words_for(place), position, "place")

    def _words_for(self, place: NamedPlace) -> str:
        """Its name, and where namesakes have to be told apart its district or outcode."""
        namesakes = self._called(place.name)
        if len(namesakes) == 1:
            return place.name
        neighbours = [other for other in namesakes if other.district == place.district]
        return f"{place.name}, {place.district if len(neighbours) == 1 else place.outcode}"


def _postcode_at_end(words: str) -> Found | None:
    """The postcode an address ends with: "Crich, DE4 5"."""
    parts = re.split(r"[\s,]+", words)
    return look_up_postcode(" ".join(parts[-2:])) or look_up_postcode(parts[-1])


def _key(text: str) -> str:
    """`text` as it is compared: "Chapel-en-le-Frith" and "chapel en le frith" are the same."""
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFD", text.casefold().replace("&", " and "))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", re.sub("['’‘`´]", "", plain))
    return ["st" if word == "saint" else word for word in words if word not in _LEFT_OUT]
