"""What to say, and what to offer, where nothing was found. Never a dead end."""

from collections.abc import Iterator

from flask import url_for

from app.events import queries
from app.events.queries import Filters
from app.events.views.choices import REMOTE, Choices
from app.places.queries import MILES
from app.shared.formatting import plural

Offer = tuple[str, str, str]
"""Words, the button beside them, and its address."""

EVENT_CHOICES = {
    "parts_of_day": (),
    "kinds": (),
    "audiences": (),
    "step_free": False,
    "free": False,
    "drop_in": False,
    "gives_time": False,
    "by_phone": False,
    "wording": None,
}
"""All that can be asked of an event itself, unasked."""


def offers(asked: Choices) -> list[Offer]:
    """Four ways on: a wider look that finds something, from home, someone to ask, a suggestion."""
    return [
        next(_wider(asked), ("Look at every date", "Show every date", url_for("events.index"))),
        _from_home(asked),
        ("Talk to someone, at any hour", "Support", url_for("site.support_urgent")),
        ("Say what is missing here", "Suggest something", url_for("site.help")),
    ]


def _wider(asked: Choices) -> Iterator[Offer]:
    filters = asked.filters
    days_only = {"first_day": None, "last_day": None}
    if filters.is_bounded:
        for miles in (miles for miles in MILES if miles > (filters.within or 0)):
            yield from _if_any(
                filters.but(within=miles),
                f"Look within {miles} miles",
                asked.url(within=str(miles)),
            )
    if filters.first_day or filters.last_day:
        yield from _if_any(
            filters.but(**days_only), "Look at any day", asked.url("when", "from", "to")
        )
    place = {name: value for name, value in asked.made.items() if name in ("place", "within")}
    yield from _if_any(
        filters.but(**EVENT_CHOICES, **days_only),
        "Look without your other choices",
        url_for("events.index", **place),
    )
    yield from _if_any(Filters(), "Look everywhere", url_for("events.index"))


def _from_home(asked: Choices) -> Offer:
    """By phone or online on the same days, or else on any."""
    words = "Join by phone or online"
    remote = Filters(is_remote=True, zone=asked.filters.zone)
    same_days = remote.but(first_day=asked.filters.first_day, last_day=asked.filters.last_day)
    days = {name: asked.made[name] for name in ("when", "from", "to") if name in asked.made}
    here = url_for("events.index", within=REMOTE)
    found = [
        *_if_any(same_days, words, url_for("events.index", within=REMOTE, **days)),
        *_if_any(remote, f"{words}, on another day", here),
    ]
    return found[0] if found else (words, "See the groups", url_for("organisations.index"))


def _if_any(filters: Filters, words: str, url: str) -> Iterator[Offer]:
    count = queries.how_many(filters)
    if count:
        more = " or more" if count >= queries.MOST_COUNTED else ""
        yield words, f"Show {count}{more} dates" if more else f"Show {plural(count, 'date')}", url
