"""Which groups the public may see, who of their teams chose to be named, and who may act."""

from app.organisations.queries.groups import (
    checked,
    checked_with,
    network,
    others_of_network,
    telling_names,
)
from app.organisations.queries.invitations import (
    invitation_of,
    invitation_with,
    invitations_over,
    invitations_to,
    waiting,
)
from app.organisations.queries.teams import (
    Member,
    holds,
    is_in_a_team,
    is_organised_by,
    leads,
    member,
    named_team,
    of_team,
    organised_by,
    organisers_to_tell,
    organises,
    team,
    team_seen_by,
    teams_of,
)

__all__ = [
    "Member",
    "checked",
    "checked_with",
    "holds",
    "invitation_of",
    "invitation_with",
    "invitations_over",
    "invitations_to",
    "is_in_a_team",
    "is_organised_by",
    "leads",
    "member",
    "named_team",
    "network",
    "of_team",
    "organised_by",
    "organisers_to_tell",
    "organises",
    "others_of_network",
    "team",
    "team_seen_by",
    "teams_of",
    "telling_names",
    "waiting",
]
