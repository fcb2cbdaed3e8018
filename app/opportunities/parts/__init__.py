"""What pages show of roles, and of volunteering in a group."""

from app.opportunities.parts.roles import tags, venue_line, when, where
from app.opportunities.parts.suggestions import Suggestion, suggestion
from app.opportunities.parts.team import volunteering_page

__all__ = [
    "Suggestion",
    "suggestion",
    "tags",
    "venue_line",
    "volunteering_page",
    "when",
    "where",
]
