"""What pages show of roles, and of volunteering in a group."""

from app.opportunities.parts.own import stands, to_name
from app.opportunities.parts.roles import tags, venue_line, when, where
from app.opportunities.parts.suggestions import Suggestion, suggestion
from app.opportunities.parts.team import volunteering_page

__all__ = [
    "Suggestion",
    "stands",
    "suggestion",
    "tags",
    "to_name",
    "venue_line",
    "volunteering_page",
    "when",
    "where",
]
