"""What pages show of a group."""

from collections.abc import Collection, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, current_app, request, url_for
from flask_login import current_user

from app.organisations import permissions, queries
from app.organisations.models import ORGANISING, Organisation, OrganisationKind, Position

CHECKS = {
    "who_leads_it": "We know who leads it",
    "governing_document": "It has written rules",
    "safeguarding_lead": "Someone looks after safety",
    "insurance": "It is insured",
    "pledge_signed": "It signed the pledge",
    "two_references": "Two people spoke for it",
}
"""The words of each check that a network does. One it made up itself is shown as it wrote it."""

_TABS = (
    ("Now", "organising.home"),
    ("Events", "events.of_team"),
    ("Volunteers", "opportunities.of_team"),
    ("Team", "organisations.team"),
    ("Page", "organisations.page"),
    ("Share", "organising.share"),
)
"""The pages of a team, in order; other rooms add theirs here by endpoint."""

_VOUCH = "badges.words_wanted"
_WAYS_IN = (
    ("Organise", "organising.home", ORGANISING),
    ("Applications", "opportunities.applications", (Position.SCREENER,)),
    ("Vouch for somebody", _VOUCH, (Position.SCREENER, Position.SAFEGUARDING_LEAD)),
)
"""Where those of a team begin: from the first page, who organises comes to all the others."""

_NETWORK_TABS = (*_TABS, ("Towns", "places.towns"))
"""The network's team also says which towns and villages there are."""

_KINDS = (
    ("Leads us", (Position.ADMIN,)),
    ("Organises", (Position.ORGANISER, Position.SCREENER, Position.SAFEGUARDING_LEAD)),
    ("Volunteers", (Position.VOLUNTEER,)),
    ("Takes part", (Position.PARTICIPANT,)),
)
"""Leaders, staff, volunteers and participants, in the words of a group's page."""


def team_page(slug: str, positions: Collection[Position] = ORGANISING) -> dict[str, Any]:
    """What layouts/team.html takes: the group at this address, for who is signed in and holds one
    of `positions` in it. For anyone else it is not there (404)."""
    group = queries.of_team(slug, current_user, positions)
    return {"group": group, "tabs": tabs(group)}


def network_page(slug: str) -> dict[str, Any]:
    """The same for the network alone: for any other group it is not there (404)."""
    page = team_page(slug)
    if page["group"].kind != OrganisationKind.NETWORK:
        abort(404)
    return page


def tabs(group: Organisation) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is the page shown, of each page of a group's team."""
    return [
        (label, url_for(endpoint, slug=group.slug), request.endpoint == endpoint)
        for label, endpoint in (_TABS if group.kind != OrganisationKind.NETWORK else _NETWORK_TABS)
        if endpoint in current_app.view_functions
    ]


def ways_in(
    group: Organisation, member: queries.Member, may_vouch: bool = False
) -> list[tuple[str, str]]:
    """Label and address of the pages that are there for one of a group's team. Who leads others
    there `may_vouch`, whatever they are in it."""
    ways = [
        (label, url_for(endpoint, slug=group.slug))
        for label, endpoint, positions in _WAYS_IN
        if endpoint in current_app.view_functions
        and (set(positions) & set(member.positions) or (may_vouch and endpoint == _VOUCH))
    ]
    return ways[:1] if set(ORGANISING) & set(member.positions) else ways


def team_desk(slug: str) -> dict[str, Any]:
    """What the pages about a team itself take: for its organisers, and for admins of the network,
    who see no other page of it. For anyone else it is not there (404)."""
    group = queries.team_seen_by(slug, current_user)
    team = queries.team(group)
    own = next((member for member in team if member.person.id == current_user.id), None)
    is_theirs = own is not None and any(each in ORGANISING for each in own.positions)
    return {
        "group": group,
        "tabs": tabs(group) if is_theirs else [("Team", _team_url(group), True)],
        "team": team,
        "own": own,
        "is_theirs": is_theirs,
        "meanings": {each.value: each.meaning for each in Position},
        "may_change": permissions.can_change_team(current_user, group),
    }


def people(team: Sequence[queries.Member]) -> list[tuple[str, list[queries.Member]]]:
    """Those of a group who may be named, as four kinds of people; a kind with nobody is left out.

    Each person stands once, where they may do most.
    """
    kinds = [
        (words, [member for member in team if member.positions[0] in positions])
        for words, positions in _KINDS
    ]
    return [(words, members) for words, members in kinds if members]


def _team_url(group: Organisation) -> str:
    return url_for("organisations.team", slug=group.slug)


def who_we_are(group: Organisation, network: Organisation | None) -> dict[str, Any]:
    """What organisations/_who_we_are.html takes."""
    zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
    base = group.base_place.name if group.base_place else None
    return {
        "group": group,
        "network": network,
        "checked_at": group.verified_at and group.verified_at.astimezone(zone),
        "also_in": [area for area in group.areas if area != base],
        "checks": [CHECKS.get(check, check) for check in group.checks_done],
    }
