"""Suggesting roles: what somebody said, what a role is, and how well the two go together."""

from app.events.queries.filters import PartOfDay
from app.opportunities.matching.answers import (
    DAYTIME,
    WEEK,
    WEEKEND,
    Answers,
    Slot,
    slots,
)
from app.opportunities.matching.offers import Offer, Time
from app.opportunities.matching.reasons import good_to_know, why
from app.opportunities.matching.scoring import Match, against, match_of, suggest

__all__ = [
    "DAYTIME",
    "WEEK",
    "WEEKEND",
    "Answers",
    "Match",
    "Offer",
    "PartOfDay",
    "Slot",
    "Time",
    "against",
    "good_to_know",
    "match_of",
    "slots",
    "suggest",
    "why",
]
