"""Events, how often they happen, and the dates that come of it."""

from app.events.models.draft import DRAFT_DAYS, EventDraft
from app.events.models.event import (
    Audience,
    BookingMode,
    Event,
    EventHost,
    EventKind,
    Frequency,
    cohost_requests,
    event_badges,
    event_cohosts,
)
from app.events.models.imports import ImportedEntry, WaitingImport
from app.events.models.occurrence import (
    Occurrence,
    date_key,
)
from app.events.models.questions import (
    KEPT_FOR,
    MAX_OPTION,
    MAX_QUESTION,
    MAX_WHY,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    EventQuestion,
)
from app.events.models.search import (
    EventText,
    SearchWord,
)
from app.events.models.totals import Count, DateTotal

__all__ = [
    "DRAFT_DAYS",
    "KEPT_FOR",
    "MAX_OPTION",
    "MAX_QUESTION",
    "MAX_WHY",
    "MOST_OPTIONS",
    "MOST_QUESTIONS",
    "Audience",
    "BookingMode",
    "Count",
    "DateTotal",
    "Event",
    "EventDraft",
    "EventHost",
    "EventKind",
    "EventQuestion",
    "EventText",
    "Frequency",
    "ImportedEntry",
    "Occurrence",
    "SearchWord",
    "WaitingImport",
    "cohost_requests",
    "date_key",
    "event_badges",
    "event_cohosts",
]
