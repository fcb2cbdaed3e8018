"""A role as far as suggesting it goes: when, where, what, and whether anybody is still needed."""

from dataclasses import dataclass
from datetime import time

from app.events.queries.filters import PartOfDay
from app.opportunities.matching.answers import Slot
from app.opportunities.models.choices import CheckLevel, LivedExperience, TaskKind
from app.shared.geography import Position

MOST = 0.6
"""Of the minutes of a shift that somebody must be free for. Morning people can do 9.45 to 1.15."""
_MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class Time:
    """When a role is as a rule, on the wall clock of where it is."""

    weekday: int
    start: time
    end: time
    how_often: str = "weekly"

    def fits(self, free: frozenset[Slot]) -> bool:
        """Whether somebody who is free then is free for most of it."""
        free_minutes = sum(self._minutes(part) for day, part in free if day == self.weekday)
        return free_minutes >= MOST * self._length

    @property
    def part(self) -> PartOfDay | None:
        """The part of the day that it is in; none where it is most of a day."""
        found = max(PartOfDay, key=self._minutes)
        return found if self._minutes(found) >= MOST * self._length else None

    @property
    def _length(self) -> int:
        return self._until - _minute(self.start)

    @property
    def _until(self) -> int:
        """What goes on past midnight counts for the evening it began in."""
        end = _minute(self.end)
        return end if end > _minute(self.start) else _MIDNIGHT

    def _minutes(self, part: PartOfDay) -> int:
        first, last = part.hours
        until = _MIDNIGHT if part is PartOfDay.EVENING else _minute(last)
        return max(0, min(self._until, until) - max(_minute(self.start), _minute(first)))


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One role. What its own words tell of it was read by wording.py."""

    slug: str
    near: Position | None = None
    """Where it is; none where it has no place to go to."""
    is_remote: bool = False
    gives_lift: bool = False
    tasks: tuple[TaskKind, ...] = ()
    """What the group ticked; the first is what it is most of all."""
    about: tuple[tuple[TaskKind, str], ...] = ()
    """Kinds of task that its own words tell of, each with the word that does."""
    times: tuple[Time, ...] = ()
    parts: frozenset[PartOfDay] = frozenset(PartOfDay)
    """Where there is no fixed day: the parts of a day it may be in."""
    is_occasional: bool = False
    """Can be done now and then."""
    check: CheckLevel = CheckLevel.NONE
    lived: LivedExperience = LivedExperience.NOT_NEEDED
    badges: frozenset[str] = frozenset()
    places: int | None = None
    taken: int = 0
    """How many have the role, or have asked for it and wait."""

    @property
    def is_by_arrangement(self) -> bool:
        return not self.times

    def times_for(self, free: frozenset[Slot]) -> tuple[Time, ...]:
        """Those of its times that somebody free then could come to."""
        return tuple(each for each in self.times if each.fits(free))

    @property
    def share_needed(self) -> float:
        """How much of what it needs it still needs, from 0 to 1."""
        if self.places is None:
            return 0.5  # nobody said how many, so neither full nor empty
        return max(0, self.places - self.taken) / self.places


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
