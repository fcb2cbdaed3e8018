"""Roles, and people who ask to help in them."""

from app.opportunities.models.applications import (
    MAX_PHONE,
    OVER,
    VOLUNTEERING,
    Application,
    ApplicationState,
)
from app.opportunities.models.choices import CheckLevel, LivedExperience, TaskKind
from app.opportunities.models.roles import (
    MAX_SUMMARY,
    MAX_TITLE,
    MAX_WHY,
    MOST_HOURS_A_WEEK,
    Opportunity,
    OpportunityTask,
    OpportunityTime,
    SavedOpportunity,
    opportunity_badges,
    opportunity_events,
)

__all__ = [
    "MAX_PHONE",
    "MAX_SUMMARY",
    "MAX_TITLE",
    "MAX_WHY",
    "MOST_HOURS_A_WEEK",
    "OVER",
    "VOLUNTEERING",
    "Application",
    "ApplicationState",
    "CheckLevel",
    "LivedExperience",
    "Opportunity",
    "OpportunityTask",
    "OpportunityTime",
    "SavedOpportunity",
    "TaskKind",
    "opportunity_badges",
    "opportunity_events",
]
