"""Badges: names for skills, what it takes to show them, and people's ways to them."""

from app.badges.models.awards import LIVE, ON_THE_WAY, AwardState, BadgeAward, Tick
from app.badges.models.catalogue import (
    MAX_CRITERION,
    MAX_DESCRIPTION,
    MAX_NAME,
    Badge,
    BadgeVersion,
    Criterion,
    Wording,
)
from app.badges.models.evidence import (
    BY_SUPPORTERS,
    MAX_ENDORSEMENT,
    MAX_EVIDENCE,
    MAX_LINK,
    MAX_REFLECTION,
    Endorsement,
    EvidenceItem,
    EvidenceKind,
    Reflection,
)
from app.badges.models.figures import Figures
from app.badges.models.kinds import COUNTED, Area, EverydaySkill, Layer, Measure
from app.badges.models.signed import AwardCredential
from app.badges.models.steps import Step

__all__ = [
    "BY_SUPPORTERS",
    "COUNTED",
    "LIVE",
    "MAX_CRITERION",
    "MAX_DESCRIPTION",
    "MAX_ENDORSEMENT",
    "MAX_EVIDENCE",
    "MAX_LINK",
    "MAX_NAME",
    "MAX_REFLECTION",
    "ON_THE_WAY",
    "Area",
    "AwardCredential",
    "AwardState",
    "Badge",
    "BadgeAward",
    "BadgeVersion",
    "Criterion",
    "Endorsement",
    "EverydaySkill",
    "EvidenceItem",
    "EvidenceKind",
    "Figures",
    "Layer",
    "Measure",
    "Reflection",
    "Step",
    "Tick",
    "Wording",
]
