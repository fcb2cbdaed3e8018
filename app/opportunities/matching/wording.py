"""What a role's own words say of it: what one does there, in which part of a day, how often.

A group ticks what a role is; what it writes says more. These are whole words, small letters, and
the first that is found is the one shown as a reason: "art" for the Art group helper.
"""

import re
from collections.abc import Iterable

from app.events.queries.filters import PartOfDay
from app.opportunities.models.choices import TaskKind

_WORDS = {
    TaskKind.MAKING: "art arts paint paints painting clay pottery craft crafts sewing knitting zine"
    " studio drawing music singing",
    TaskKind.ONE_TO_ONE: "one-to-one beside befriending buddy",
    TaskKind.COMPANY: "group circle café club crowd",
    TaskKind.OUTDOORS: "walks walking hill hills outdoors outdoor park allotment litter",
    TaskKind.GROWING: "garden gardening growing allotment veg weed litter tidying",
    TaskKind.COOKING: "cook cooking kitchen breakfast breakfasts baking toast chilli butties",
    TaskKind.SETTING_UP: "crew chairs tables welcome",
    TaskKind.WORDS: "story stories book books zine editing edit writing reading papers newsletter",
    TaskKind.COMPUTERS: "digital computer computers software online website email tablet",
    TaskKind.PRACTICAL: "driver driving van lifts furniture lifting mending repair carry",
    TaskKind.ORGANISING: "organising organise organisation records rota directory plan planning",
    TaskKind.FINDING_HELP: "signposting directory advice bills benefits",
    TaskKind.SPEAKING_UP: "representative speak meetings speaking",
}
KIND_WORDS = {kind: frozenset(words.split()) for kind, words in _WORDS.items()}

_PARTS = {
    PartOfDay.MORNING: {"morning", "mornings", "day", "daytime", "breakfast"},
    PartOfDay.AFTERNOON: {"afternoon", "afternoons", "day", "daytime"},
    PartOfDay.EVENING: {"evening", "evenings", "night", "nights"},
}
_NOW_AND_THEN = re.compile(
    r"now and then|whenever|when you can|flexible|twice a month|a month|a year"
)


def words_in(texts: Iterable[str]) -> list[str]:
    """The words of `texts`, in order, in small letters. A hyphen holds one word together."""
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", " ".join(texts).casefold())


def kinds_told(texts: Iterable[str]) -> tuple[tuple[TaskKind, str], ...]:
    """The kinds of task that `texts` tell of, each with the first word that says so."""
    found: dict[TaskKind, str] = {}
    for word in words_in(texts):
        for kind, words in KIND_WORDS.items():
            if word in words:
                found.setdefault(kind, word)
    return tuple(found.items())


def parts_told(texts: Iterable[str]) -> frozenset[PartOfDay]:
    """The parts of a day that `texts` name; all of them where they name none."""
    told = set(words_in(texts))
    return frozenset(part for part, words in _PARTS.items() if words & told) or frozenset(PartOfDay)


def is_now_and_then(texts: Iterable[str]) -> bool:
    """Whether `texts` say that it need not be every week."""
    return _NOW_AND_THEN.search(" ".join(texts).casefold()) is not None


def tells_of_lift(texts: Iterable[str]) -> bool:
    """Whether what a volunteer gets is a lift there."""
    return "lift" in words_in(texts)
