"""Shifts, who is on them, and what people chose about being asked."""

from app.rota.models.choices import Cover, RotaChoice
from app.rota.models.shifts import (
    LONGEST,
    MAX_MARGIN,
    MAX_NOTE,
    MOST_PEOPLE,
    HowOften,
    Shift,
    ShiftPattern,
    minutes_between,
)
from app.rota.models.signups import (
    COMING,
    GIVING,
    LIVE,
    MAX_REASON,
    TAKING,
    CoverAsk,
    ShiftSignup,
    SignupState,
)

__all__ = [
    "COMING",
    "GIVING",
    "LIVE",
    "LONGEST",
    "MAX_MARGIN",
    "MAX_NOTE",
    "MAX_REASON",
    "MOST_PEOPLE",
    "TAKING",
    "Cover",
    "CoverAsk",
    "HowOften",
    "RotaChoice",
    "Shift",
    "ShiftPattern",
    "ShiftSignup",
    "SignupState",
    "minutes_between",
]
