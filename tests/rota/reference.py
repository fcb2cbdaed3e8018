"""What should happen to sign-ups, said a second time and much more simply than the services do.

A few shifts, each with who is on it and who stands by in the order they joined.
"""

from dataclasses import dataclass, field
from datetime import timedelta

REST = timedelta(hours=11)


@dataclass
class Times:
    """One shift: when it is, and the places it has."""

    start: object
    end: object
    most: int
    is_off: bool = False
    on: list = field(default_factory=list)
    standby: list = field(default_factory=list)
    off: list = field(default_factory=list)
    """Who was on it when it was called off, and who stood by, in that order."""
    swaps: set = field(default_factory=set)


@dataclass
class Model:
    """All of them, and which people have the role now."""

    shifts: list
    active: set

    def of(self, who):
        return [shift for shift in self.shifts if who in shift.on and not shift.is_off]

    def is_free(self, who, shift):
        """No overlap, and 11 hours between."""
        return all(
            shift.start - other.end >= REST or other.start - shift.end >= REST
            for other in self.of(who)
            if other is not shift
        )

    def overlaps(self, who, shift):
        return any(
            shift.start < other.end and other.start < shift.end
            for other in self.of(who)
            if other is not shift
        )

    def may_take(self, who, shift, now):
        is_open = not shift.is_off and shift.start > now
        return is_open and who in self.active and self.is_free(who, shift)

    def leave(self, who, shift, now):
        if who in shift.standby:
            shift.standby.remove(who)
            return
        shift.on.remove(who)
        shift.swaps.discard(who)
        self.fill(shift, now)

    def fill(self, shift, now):
        for who in list(shift.standby):
            if len(shift.on) < shift.most and self.may_take(who, shift, now):
                shift.standby.remove(who)
                shift.on.append(who)

    def call_off(self, shift):
        shift.is_off = True
        shift.off = [(who, True) for who in shift.on] + [(who, False) for who in shift.standby]
        shift.on, shift.standby, shift.swaps = [], [], set()

    def put_back(self, shift, now, joined):
        was = sorted(shift.off, key=lambda each: joined[each[0]])
        shift.is_off, shift.off = False, []
        for who, was_on in was:
            if not was_on:
                shift.standby.append(who)
            elif len(shift.on) < shift.most and not self.overlaps(who, shift):
                shift.on.append(who)
        self.fill(shift, now)
