"""Dates as their organisers see them: with numbers, scoped to their group."""

from app.organising.queries.dates import (
    booking_with_code,
    date_of_team,
    is_on,
    other_dates,
    venues_of,
)
from app.organising.queries.desk import DeskDate, dates_of, week_of
from app.organising.queries.door import known_taps, last_tap, walk_in_row, walk_ins
from app.organising.queries.needs import Needs, needs_of

__all__ = [
    "DeskDate",
    "Needs",
    "booking_with_code",
    "date_of_team",
    "dates_of",
    "is_on",
    "known_taps",
    "last_tap",
    "needs_of",
    "other_dates",
    "venues_of",
    "walk_in_row",
    "walk_ins",
    "week_of",
]
