"""What a file says, in our own words: an entry, its dates, or why it cannot be kept."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

from app.events.services.dates import WINDOW_WEEKS
from app.events.services.recurrence import Rule, exists
from app.shared.formatting import long_date

MAX_ENTRIES = 2_000
USUAL_MINUTES = 120
"""How long something lasts that does not say so."""


class Fate(StrEnum):
    """What becomes of an entry when it is brought in."""

    NEW = "new"
    MORE = "more"
    CHANGED = "changed"
    PUBLIC = "public"
    SAME = "same"
    CANCELLED = "cancelled"
    FAR = "far"
    OVER = "over"
    UNKEPT = "unkept"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_brought(self) -> bool:
        """Whether bringing it in writes anything."""
        return self in (Fate.NEW, Fate.MORE, Fate.CHANGED)


_LABELS = {
    Fate.NEW: "New",
    Fate.MORE: "More dates",
    Fate.CHANGED: "Changed there",
    Fate.PUBLIC: "Changed there, public here",
    Fate.SAME: "Here already",
    Fate.CANCELLED: "Cancelled there",
    Fate.FAR: "Too far away",
    Fate.OVER: "Over",
    Fate.UNKEPT: "Cannot be kept",
    Fate.UNREADABLE: "Cannot be read",
}


class Unreadable(Exception):
    """An entry, or a whole file, that cannot be used. The message is for the reader."""

    fate = Fate.UNREADABLE


class Unkept(Unreadable):
    """An entry that repeats in a way that has no place here."""

    fate = Fate.UNKEPT


class Budget:
    """How many days may be looked at for one file, however it was made."""

    def __init__(self, days: int = 100_000) -> None:
        self.left = days

    def spend(self, days: int) -> None:
        """Take `days` off; Unkept when there are none left."""
        self.left -= days
        if self.left < 0:
            raise Unkept("This file asks for more days than we can work out. Bring in less of it")


@dataclass(frozen=True)
class Slot:
    """One date on our wall clock. `original` is the day its series had it on, if it was moved."""

    day: date
    start: time
    minutes: int
    original: date


@dataclass(frozen=True)
class Window:
    """The days that can be brought in, and the zone of our wall clock."""

    today: date
    zone: ZoneInfo

    @property
    def last(self) -> date:
        """The last day that dates are kept for."""
        return self.today + timedelta(weeks=WINDOW_WEEKS)

    def holds(self, day: date) -> bool:
        """Whether a date on `day` can be brought in."""
        return self.today <= day <= self.last


@dataclass(frozen=True)
class Entry:
    """One entry of a file. Dates are in `slots`, or come of `rule` with `slots` as exceptions."""

    number: int
    title: str = ""
    uid: str = ""
    recurrence: str = ""
    where: str = ""
    about: str = ""
    slots: tuple[Slot, ...] = ()
    rule: Rule | None = None
    is_cancelled: bool = False
    notes: tuple[str, ...] = ()
    fate: Fate | None = None
    """What is known of its fate without looking at what is here."""

    @property
    def source(self) -> str:
        """Which entry it is, for ever: a hash of what its calendar calls it."""
        return _hash(self.uid, self.recurrence)

    @property
    def series(self) -> str:
        """What single dates of one name and place have in common."""
        return _hash("series", " ".join(self.title.casefold().split()), self.where.casefold())

    @property
    def fingerprint(self) -> str:
        """Of all that we keep: the same for as long as nothing changed that matters here."""
        rule = self.rule
        when = repr((replace(rule, left_out=frozenset()), sorted(rule.left_out))) if rule else ""
        slots = "" if self.is_expanded else repr(self.slots)
        return _hash(self.title, self.where, self.about, when, slots, str(self.is_cancelled))

    @property
    def is_expanded(self) -> bool:
        """Whether it has several dates of its own, which grow in number as time goes by."""
        return self.rule is None and len(self.slots) > 1

    def with_note(self, words: str) -> "Entry":
        """The same with one more thing to know."""
        return replace(self, notes=(*self.notes, words))

    def spoilt(self, trouble: Unreadable) -> "Entry":
        """The same as an entry that cannot be used, and why."""
        return replace(self, fate=trouble.fate, slots=(), rule=None, notes=(str(trouble),))


def checked(slot: Slot, window: Window) -> Slot:
    """`slot` again; Unreadable where no clock shows its start."""
    if not exists(slot.day, slot.start, str(window.zone)):
        raise Unreadable(f"The clocks go forward on {long_date(slot.day)}, and leave its start out")
    return slot


def _hash(*words: str) -> str:
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()
