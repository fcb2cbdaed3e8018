"""Events, how often they happen, and the dates that come of it."""

from app.events.models.event import (
    Audience,
    BookingMode,
    Event,
    EventHost,
    EventKind,
    Frequency,
    event_badges,
)
from app.events.models.occurrence import (
    Occurrence,
    date_key,
)
from app.events.models.search import (
    EventText,
    SearchWord,
)

__all__ = [
    "Audience",
    "BookingMode",
    "Event",
    "EventHost",
    "EventKind",
    "EventText",
    "Frequency",
    "Occurrence",
    "SearchWord",
    "date_key",
    "event_badges",
]
