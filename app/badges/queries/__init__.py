"""The badges there are, what one person works towards, and what they let a group read."""

from app.badges.queries.catalogue import badge, every, version_of
from app.badges.queries.earning import award_of, worked_towards
from app.badges.queries.notes import reflection_of, shown_to, written

__all__ = [
    "award_of",
    "badge",
    "every",
    "reflection_of",
    "shown_to",
    "version_of",
    "worked_towards",
    "written",
]
