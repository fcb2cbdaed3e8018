"""Where a list goes on: kept in the address, so that the server need remember nothing."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite

from app.events.queries.filters import Sort

MOST_SEEN = 1_000_000
LONGEST_TEXT = 120
LARGEST_NUMBER = 2**63 - 1
"""The largest id that both databases can compare with."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row that was shown: its place in the order, its number, and how many came by."""

    sort: Sort
    place: datetime | float
    """When it starts, or the square of its miles."""
    number: int
    seen: int

    @property
    def is_in_time(self) -> bool:
        """Whether its place is a moment, not a distance."""
        return isinstance(self.place, datetime)

    def __str__(self) -> str:
        place = (
            f"{self.place.timestamp():.6f}"
            if isinstance(self.place, datetime)
            else repr(self.place)
        )
        text = f"{self.sort} {place} {self.number} {self.seen}"
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """The cursor that `text` stands for; None (the first page) where it is broken."""
        try:
            raw = urlsafe_b64decode(text[:LONGEST_TEXT].encode("ascii") + b"==")
            sort, place, number, seen = raw.decode("ascii").split(" ")
            cursor = cls(Sort(sort), float(place), int(number), int(seen))
            if cursor.sort == Sort.SOONEST:
                moment = datetime.fromtimestamp(float(place), UTC)
                cursor = cls(cursor.sort, moment, cursor.number, cursor.seen)
        except (ValueError, OverflowError, OSError):
            return None
        is_whole = isfinite(float(place)) and 0 <= cursor.number <= LARGEST_NUMBER
        return cursor if is_whole and 0 <= cursor.seen <= MOST_SEEN else None
