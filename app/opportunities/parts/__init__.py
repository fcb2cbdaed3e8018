"""What pages show of roles, and of volunteering in a group."""

from app.opportunities.parts.helping import roles_at, roles_near, roles_of
from app.opportunities.parts.own import stands, to_name
from app.opportunities.parts.roles import (
    LIVED,
    check_words,
    how_it_goes,
    references,
    saved,
    tags,
    venue_line,
    when,
    where,
)
from app.opportunities.parts.seeing import seen
from app.opportunities.parts.suggestions import Suggestion, suggestion
from app.opportunities.parts.team import volunteering_page
from app.opportunities.parts.writing import standing, summary

__all__ = [
    "LIVED",
    "Suggestion",
    "check_words",
    "how_it_goes",
    "references",
    "roles_at",
    "roles_near",
    "roles_of",
    "saved",
    "seen",
    "standing",
    "stands",
    "suggestion",
    "summary",
    "tags",
    "to_name",
    "venue_line",
    "volunteering_page",
    "when",
    "where",
]
