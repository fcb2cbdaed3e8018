"""The pages about volunteering that a team has."""

from collections.abc import Collection
from typing import Any

from flask import current_app, request, url_for
from flask_login import current_user

from app.organisations import parts as organisations
from app.organisations import queries as teams
from app.organisations.models import ORGANISING, Organisation, Position

_PAGES = (
    ("Roles", "opportunities.of_team", ORGANISING),
    ("Applications", "opportunities.applications", (*ORGANISING, Position.SCREENER)),
    ("Rota", "rota.of_team", ORGANISING),
    ("Hours", "hours.of_team", ORGANISING),
    ("Expenses", "hours.expenses", ORGANISING),
    ("Badges", "badges.of_team", ORGANISING),
    ("Vouch", "badges.words_wanted", (Position.SCREENER, Position.SAFEGUARDING_LEAD)),
)
"""In order, with who sees each; other rooms add theirs here by endpoint."""


def volunteering_page(
    slug: str, positions: Collection[Position] = ORGANISING, *, under: str | None = None
) -> dict[str, Any]:
    """What layouts/volunteering.html takes: the group at this address, for who is signed in and
    holds one of `positions` in it. For anyone else it is not there (404).

    A page that is none of the row itself says under which endpoint of the row it belongs. Nobody is
    shown a way to pages that would not be there for them.
    """
    page = organisations.team_page(slug, positions)
    group = page["group"]
    held = ORGANISING if positions is ORGANISING else teams.member(group, current_user.id).positions
    organises = not set(held).isdisjoint(ORGANISING)
    pages = _pages(group, ORGANISING if organises else held, under or request.endpoint)
    tabs = page["tabs"] if organises else [("Volunteers", url, True) for _, url, _ in pages[:1]]
    return {"group": group, "tabs": [_lit(tab) for tab in tabs], "pages": pages}


def _pages(
    group: Organisation, held: Collection[Position], here: str | None
) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is where we are, of each page that is there for them."""
    return [
        (label, url_for(endpoint, slug=group.slug), endpoint == here)
        for label, endpoint, seen_by in _PAGES
        if endpoint in current_app.view_functions and not set(held).isdisjoint(seen_by)
    ]


def _lit(tab: tuple[str, str, bool]) -> tuple[str, str, bool]:
    """The tab of a team that all these pages are under is the one that is shown."""
    label, url, _ = tab
    return label, url, label == "Volunteers"
