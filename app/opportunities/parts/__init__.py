"""What pages show of roles, and of volunteering in a group."""

from app.opportunities.parts.roles import tags, venue_line, when, where
from app.opportunities.parts.team import volunteering_page

__all__ = ["tags", "venue_line", "volunteering_page", "when", "where"]
