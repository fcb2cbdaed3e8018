"""Which events and dates, in which order, with what loaded."""

from app.events.queries.cards import Card
from app.events.queries.cohosting import (
    asked_to_cohost,
    cohosting_asked_of,
    cohosts_of,
    event_held_with,
    held_with_others,
    may_cohost,
)
from app.events.queries.cursors import Cursor
from app.events.queries.dates import (
    address_of,
    date,
    date_to_book,
    in_feed,
    named_on,
    next_dates,
    next_dates_of_group,
    published,
)
from app.events.queries.exports import dates_for_calendar, dates_in_full, events_in_full
from app.events.queries.filters import USUAL_MILES, Filters, PartOfDay, Sort, When
from app.events.queries.hosts import is_host
from app.events.queries.instead import open_instead
from app.events.queries.lists import (
    MOST_COUNTED,
    Page,
    by_day,
    how_many,
    kinds_and_audiences,
    listed,
    upcoming,
)
from app.events.queries.naming import leading_to, telling_names
from app.events.queries.questions import question_of, questions_of
from app.events.queries.search import Search, understood
from app.events.queries.totals import so_far, totals_of
from app.events.queries.venues import (
    held_at,
    known_venues,
    may_meet_at,
    venue_of,
    venues_for,
    venues_of,
)
from app.events.queries.writing import (
    Clash,
    ListedEvent,
    audiences,
    begun_with,
    draft_of,
    drafts_of,
    event_of,
    events_of,
    kinds,
    may_host,
    on_at,
)

__all__ = [
    "MOST_COUNTED",
    "USUAL_MILES",
    "Card",
    "Clash",
    "Cursor",
    "Filters",
    "ListedEvent",
    "Page",
    "PartOfDay",
    "Search",
    "Sort",
    "When",
    "address_of",
    "asked_to_cohost",
    "audiences",
    "begun_with",
    "by_day",
    "cohosting_asked_of",
    "cohosts_of",
    "date",
    "date_to_book",
    "dates_for_calendar",
    "dates_in_full",
    "draft_of",
    "drafts_of",
    "event_held_with",
    "event_of",
    "events_in_full",
    "events_of",
    "held_at",
    "held_with_others",
    "how_many",
    "in_feed",
    "is_host",
    "kinds",
    "kinds_and_audiences",
    "known_venues",
    "leading_to",
    "listed",
    "may_cohost",
    "may_host",
    "may_meet_at",
    "named_on",
    "next_dates",
    "next_dates_of_group",
    "on_at",
    "open_instead",
    "published",
    "question_of",
    "questions_of",
    "so_far",
    "telling_names",
    "totals_of",
    "understood",
    "upcoming",
    "venue_of",
    "venues_for",
    "venues_of",
]
