"""What to say, and what to offer, where no role was found. Never a dead end."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from app.opportunities import queries
from app.opportunities.queries import Filters
from app.opportunities.views.choices import Choices
from app.places.queries import MILES
from app.shared.formatting import plural

Offer = tuple[str, str, str]
"""Words, the button beside them, and its address."""


def count(asked: Choices, page: queries.Page) -> str:
    """24 roles near Matlock, nearest first."""
    is_near = asked.filters.order is queries.Sort.NEAREST and page.count > 1
    return f"{plural(page.count, 'role')}{asked.where}{', nearest first' if is_near else ''}"


def nothing(asked: Choices) -> str:
    """No role like that within 5 miles of Edale."""
    return f"No role like that{asked.where} just now."


def offers(asked: Choices) -> list[Offer]:
    """A wider look that finds something, from home, dates that give time, someone to ask."""
    return [
        next(_wider(asked), ("Look at the groups near you", "Groups", _groups())),
        *_if_any(Filters(remote=True, zone=asked.filters.zone), "Help from home", {"remote": "1"}),
        (
            "Give time at something that is on",
            "See what’s on",
            url_for("events.index", gives_time="1"),
        ),
        ("Say what you could do", "Ask us", url_for("site.help")),
    ]


def _wider(asked: Choices) -> Iterator[Offer]:
    filters = asked.filters
    for miles in (miles for miles in MILES if miles > (filters.within or miles)):
        words = f"Look within {miles} miles"
        yield from _if_any(filters.but(within=miles), words, asked.made | {"within": str(miles)})
    if filters.within:
        made = {name: value for name, value in asked.made.items() if name != "within"}
        yield from _if_any(filters.but(within=None), "Look at any distance", made)
    place = {name: value for name, value in asked.made.items() if name == "place"}
    everything = Filters(near=filters.near, zone=filters.zone)
    yield from _if_any(everything, "Look without your other choices", place)


def _if_any(filters: Filters, words: str, made: dict[str, Any]) -> Iterator[Offer]:
    found = queries.how_many(filters)
    if found:
        yield words, f"Show {plural(found, 'role')}", url_for("opportunities.index", **made)


def _groups() -> str:
    return url_for("organisations.index")
