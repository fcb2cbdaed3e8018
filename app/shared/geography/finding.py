"""From what a person typed to the place they meant, or to the places they may have meant."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
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
_APOSTROPHES = "['`\u2018\u2019\u00b4]"


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


class _Known:
    """A named place with what a typed name is compared with."""

    def __init__(self, place: NamedPlace) -> None:
        self.place = place
        self.words = _words(place.name)
        self.key = "".join(self.words)
        self.names = {self.key, _key(place.slug)}
        self.whereabouts = {_key(place.district), _key(place.outcode)}


class _Names:
    """The named places, in the order of their names, and the ways to pick from them."""

    def __init__(self, places: Iterable[NamedPlace]) -> None:
        known = [_Known(place) for place in places]
        self._known = sorted(
            (one for one in known if one.key),
            key=lambda one: (one.place.name, one.place.district),
        )

    def find(self, words: str) -> Found | Choice | None:
        """What `words` mean, the surest reading first."""
        head, _, tail = words.rpartition(",")
        return (
            self._meant(self._called(words))
            or self._meant(self._called(head, within=tail))
            or _postcode_at_end(words)
            or self._meant(self._called(head))
            or self._meant(self._surely_alike(words))
            or self._offer(self._starting(words) or self._in_district(words))
            or self._offer(self._mentioned(words) or self._alike(words, MAYBE_ALIKE))
        )

    def _called(self, name: str, within: str = "") -> list[_Known]:
        key, where = _key(name), _key(within)
        return [
            one
            for one in self._known
            if key and key in one.names and (not where or where in one.whereabouts)
        ]

    def _surely_alike(self, words: str) -> list[_Known]:
        # People rarely miss a name's first letter; another letter there is another village.
        initial = _key(words)[0]
        return [one for one in self._alike(words, SURELY_ALIKE) if one.key.startswith(initial)]

    def _alike(self, words: str, enough: float) -> list[_Known]:
        key = _key(words)
        if len(key) < _SHORTEST_SPELLING:
            return []
        # SequenceMatcher remembers what it knows of its second text, so the typed one goes there.
        matcher = SequenceMatcher(b=key, autojunk=False)
        scored = []
        for one in self._known:
            matcher.set_seq1(one.key)
            if matcher.quick_ratio() >= enough and (ratio := matcher.ratio()) >= enough:
                scored.append((ratio, one))
        return [one for _, one in sorted(scored, key=lambda pair: -pair[0])]

    def _starting(self, words: str) -> list[_Known]:
        key = _key(words)
        if len(key) < _SHORTEST_START:
            return []
        return [one for one in self._known if any(n.startswith(key) for n in (one.key, *one.words))]

    def _in_district(self, words: str) -> list[_Known]:
        return [one for one in self._known if _key(one.place.district) == _key(words)]

    def _mentioned(self, words: str) -> list[_Known]:
        text = f" {' '.join(_words(words))} "
        return [one for one in self._known if f" {' '.join(one.words)} " in text]

    def _meant(self, known: Sequence[_Known]) -> Found | Choice | None:
        return self._found(known[0]) if len(known) == 1 else self._offer(known)

    def _offer(self, known: Sequence[_Known]) -> Choice | None:
        options = tuple(self._found(one) for one in known[:MOST_OPTIONS])
        return Choice(options) if options else None

    def _found(self, one: _Known) -> Found:
        position = Position(one.place.latitude, one.place.longitude)
        return Found(self._words_for(one), position, "place")

    def _words_for(self, one: _Known) -> str:
        """Its name, and where namesakes have to be told apart its district or outcode."""
        namesakes = self._called(one.place.name)
        if len(namesakes) == 1:
            return one.place.name
        alongside = [other for other in namesakes if other.place.district == one.place.district]
        return (
            f"{one.place.name}, {one.place.district if len(alongside) == 1 else one.place.outcode}"
        )


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
    words = re.findall(r"[^\W_]+", re.sub(_APOSTROPHES, "", plain))
    return ["st" if word == "saint" else word for word in words if word not in _LEFT_OUT]
