"""Why somebody cannot see a role, in words for the group that offers it."""

from typing import Any

from app.opportunities import queries
from app.opportunities.models import (
    VOLUNTEERING,
    Application,
    CheckLevel,
    LivedExperience,
    Opportunity,
)
from app.organisations.models import OrganisationState
from app.shared.database import utcnow


def seen(role: Opportunity, name: str) -> dict[str, Any]:
    """What opportunities/seen.html takes. What anybody is looking for is theirs, and not in it."""
    people = queries.called(role, name) if name else []
    standing = queries.standing_with(role, people) if people else {}
    hidden = hidden_because(role)
    return {
        "role": role,
        "hidden": hidden,
        "left_out": left_out_for(role),
        "asked_name": name,
        "called": [
            (person.first_name_and_initial, _why(standing.get(person.id), hidden))
            for person in people
        ],
    }


def hidden_because(role: Opportunity) -> str:
    """Why nobody outside the team can see it; nothing where anybody can."""
    if role.organisation.state != OrganisationState.VERIFIED:
        return "Your group is not checked yet. Its roles show once it is."
    if role.closed_at:
        return "It is closed."
    if role.published_at is None:
        return "It is not published yet."
    if role.paused_at:
        return "It is paused. It shows again as soon as you open it."
    if role.closes_on and role.closes_on < utcnow().date():
        return "The last day to ask for it has gone."
    return ""


def left_out_for(role: Opportunity) -> list[str]:
    """Who does not find it among what might suit them, though they can see it."""
    facts = [
        (not role.is_remote, "It is further away than they can get."),
        (bool(role.times), "It is at times when they are not free."),
        (role.check is not CheckLevel.NONE, "They look for roles without a check."),
        (
            role.lived is LivedExperience.NEEDED,
            "They did not say that they are open to roles that need lived experience.",
        ),
        (True, "They like other things."),
    ]
    return [words for is_so, words in facts if is_so]


def _why(application: Application | None, hidden: str) -> str:
    if application and application.state in VOLUNTEERING:
        return "They have it. It is in their own list, and not offered to them again."
    if application:
        return "They asked for it, and see where that stands."
    return hidden or "They can see it. Nothing stands in the way."
