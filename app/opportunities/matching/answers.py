"""What somebody said about themselves when they asked which role might suit them."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.events.queries.filters import PartOfDay
from app.opportunities.models.choices import TaskKind
from app.shared.geography import Position

Slot = tuple[int, PartOfDay]
"""A weekday (Monday is 0) and a part of it."""

DAYTIME = (PartOfDay.MORNING, PartOfDay.AFTERNOON)
WEEK = range(5)
WEEKEND = range(5, 7)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Every one of them may be left out, and then it makes no difference to what is suggested."""

    near: Position | None = None
    miles: float = 10
    """How far they can get, in a straight line."""
    is_from_home: bool = False
    """They would sooner do it from home."""
    free: frozenset[Slot] = frozenset()
    is_now_and_then: bool = False
    """They could come now and then, at no fixed time."""
    likes: frozenset[TaskKind] = frozenset()
    skills: frozenset[str] = frozenset()
    """Slugs of the badges they hold."""
    wants_no_check: bool = False
    has_lived: bool | None = None
    """Whether they would use their own experience. None: they were not asked, or did not say."""

    @property
    def says_when(self) -> bool:
        return bool(self.free) or self.is_now_and_then


def slots(days: Iterable[int], parts: Iterable[PartOfDay]) -> frozenset[Slot]:
    """Each of `parts` on each of `days`."""
    parts = tuple(parts)
    return frozenset((day, part) for day in days for part in parts)
