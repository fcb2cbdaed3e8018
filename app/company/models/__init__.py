"""What this room keeps, none of it for long."""

from app.company.models.lifts import (
    MAX_AREA,
    MAX_PHONE,
    MAX_SEATS,
    MAX_WORDS,
    Lift,
    LiftKind,
    LiftPair,
    LiftRefusal,
)
from app.company.models.meetings import (
    ASKED_AHEAD,
    BUDDIES,
    HOSTS_ONLY,
    KEEP,
    KEEP_REFUSALS,
    LEFT_TO_GROUP,
    MAX_SPOT,
    MAX_WEARING,
    BuddyRefusal,
    BuddyRequest,
    BuddyState,
    MeetingPoint,
)

__all__ = [
    "ASKED_AHEAD",
    "BUDDIES",
    "HOSTS_ONLY",
    "KEEP",
    "KEEP_REFUSALS",
    "LEFT_TO_GROUP",
    "MAX_AREA",
    "MAX_PHONE",
    "MAX_SEATS",
    "MAX_SPOT",
    "MAX_WEARING",
    "MAX_WORDS",
    "BuddyRefusal",
    "BuddyRequest",
    "BuddyState",
    "Lift",
    "LiftKind",
    "LiftPair",
    "LiftRefusal",
    "MeetingPoint",
]
