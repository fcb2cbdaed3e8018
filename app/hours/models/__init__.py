"""Hours that people gave, the thanks they had for them, and what it cost them."""

from app.hours.models.entries import (
    COUNTED,
    LONGEST_DAY,
    MAX_NOTE,
    MAX_WORDS,
    OLDEST,
    STEP,
    TAKE_BACK_WITHIN,
    WAITING,
    HoursEntry,
    HoursSource,
    HoursState,
)
from app.hours.models.expenses import (
    DEFAULT_PENCE_PER_MILE,
    MAX_WHAT,
    MOST_MILES,
    MOST_PENCE,
    MOST_PENCE_PER_MILE,
    ExpenseClaim,
    ExpenseState,
    MileageRate,
)
from app.hours.models.thanks import THANKS, Recognition, Thanks

__all__ = [
    "COUNTED",
    "DEFAULT_PENCE_PER_MILE",
    "LONGEST_DAY",
    "MAX_NOTE",
    "MAX_WHAT",
    "MAX_WORDS",
    "MOST_MILES",
    "MOST_PENCE",
    "MOST_PENCE_PER_MILE",
    "OLDEST",
    "STEP",
    "TAKE_BACK_WITHIN",
    "THANKS",
    "WAITING",
    "ExpenseClaim",
    "ExpenseState",
    "HoursEntry",
    "HoursSource",
    "HoursState",
    "MileageRate",
    "Recognition",
    "Thanks",
]
