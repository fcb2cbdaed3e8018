"""Which events and dates, in which order, with what loaded."""

from app.events.queries.cards import Card
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
from app.events.queries.filters import MILES, USUAL_MILES, Filters, PartOfDay, Sort, When
from app.events.queries.instead import open_instead
from app.events.queries.lists import (
    MOST_COUNTED,
    Page,
    by_day,
    how_many,
    kinds_and_audiences,
    listed,
    listed_each,
    upcoming,
)
from app.events.queries.search import Search, understood

__all__ = [
    "MILES",
    "MOST_COUNTED",
    "USUAL_MILES",
    "Card",
    "Cursor",
    "Filters",
    "Page",
    "PartOfDay",
    "Search",
    "Sort",
    "When",
    "address_of",
    "by_day",
    "date",
    "date_to_book",
    "dates_for_calendar",
    "dates_in_full",
    "events_in_full",
    "how_many",
    "in_feed",
    "kinds_and_audiences",
    "listed",
    "listed_each",
    "named_on",
    "next_dates",
    "next_dates_of_group",
    "open_instead",
    "published",
    "understood",
    "upcoming",
]
