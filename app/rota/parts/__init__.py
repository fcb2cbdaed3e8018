"""What pages show of shifts: to who helps, and to who looks after a group's weeks."""

from app.rota.parts.mine import Row, company, instead_of, mine, next_shifts, row_of
from app.rota.parts.patterns import nth_of_month, pattern_words
from app.rota.parts.team import one, week, weeks_ahead
from app.rota.parts.weeks import Week, week_with
from app.rota.parts.who_could import SHOWN, Could, who_could

__all__ = [
    "SHOWN",
    "Could",
    "Row",
    "Week",
    "company",
    "instead_of",
    "mine",
    "next_shifts",
    "nth_of_month",
    "one",
    "pattern_words",
    "row_of",
    "week",
    "week_with",
    "weeks_ahead",
    "who_could",
]
