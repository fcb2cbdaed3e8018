"""What should happen to bookings, said a second time and much more simply than the services do.

One date, its bookings in the order they joined, and the mails that the step at hand sends.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

PLACED = ("booked", "came", "not_there")
HOLDING = (*PLACED, "offered")
LIVE = (*HOLDING, "waiting")


@dataclass
class Party:
    """One booking as it should stand."""

    size: int
    asks_first: bool
    joined_at: object
    state: str = ""
    before: str = ""
    offered_until: object = None
    cancelled_at: object = None
    is_passed_over: bool = False
    is_reminded: bool = False
    is_erased: bool = False


@dataclass
class Model:
    """The date and everyone on it."""

    capacity: int
    is_off: bool = False
    parties: dict = field(default_factory=dict)
    mails: list = field(default_factory=list)

    def left(self):
        return self.capacity - sum(p.size for p in self.parties.values() if p.state in HOLDING)

    def settle(self, id, state, mail=None, until=None, is_passed_over=False):
        party = self.parties[id]
        party.before, party.state = party.state, state
        party.offered_until, party.is_passed_over = until, is_passed_over
        if mail:
            self.mails.append((id, mail))

    def join(self, id, party):
        state = "booked" if party.size <= self.left() else "waiting"
        self.parties[id] = party
        self.settle(id, state, state)

    def fill(self, offer_until, is_new_place):
        """First fitting party first; the others keep their turn. Nobody is asked twice for one."""
        if self.is_off or self.left() <= 0:
            return
        for id, party in self.parties.items():
            party.is_passed_over = party.is_passed_over and not is_new_place
            if party.state != "waiting" or party.is_passed_over or party.size > self.left():
                continue
            if not party.asks_first:
                self.settle(id, "booked", "promoted")
            elif offer_until:
                self.settle(id, "offered", "offered", until=offer_until)


def offer_until(now, start, zone):
    """Until when an offer made now stands: minute by minute, those from 9pm to 8am not counting."""
    hours = (start - now) / timedelta(hours=1)
    left = 60 * (24 if hours >= 72 else 6 if hours >= 24 else 2 if hours >= 2 else 0)
    until = now if left else None
    while left:
        left -= 8 <= until.astimezone(ZoneInfo(zone)).hour < 21
        until += timedelta(minutes=1)
    return until and min(until, start)
