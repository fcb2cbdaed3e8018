"""What pages show of a group."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app

from app.organisations.models import Membership, Organisation, Position

CHECKS = {
    "who_leads_it": "We know who leads it",
    "governing_document": "It has written rules",
    "safeguarding_lead": "Someone looks after safety",
    "insurance": "It is insured",
    "pledge_signed": "It signed the pledge",
    "two_references": "Two people spoke for it",
}
"""The words of each check that a network does. One it made up itself is shown as it wrote it."""


def who_we_are(
    group: Organisation, network: Organisation | None, team: Sequence[Membership]
) -> dict[str, Any]:
    """What organisations/_who_we_are.html takes."""
    zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
    base = group.base_place.name if group.base_place else None
    return {
        "group": group,
        "network": network,
        "leaders": [member for member in team if member.position == Position.ADMIN],
        "team": [member for member in team if member.position != Position.ADMIN],
        "checked_at": group.verified_at and group.verified_at.astimezone(zone),
        "also_in": [area for area in group.areas if area != base],
        "checks": [CHECKS.get(check, check) for check in group.checks_done],
    }
