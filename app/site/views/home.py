from flask import make_response, url_for

from app.bookings import queries as bookings
from app.events import parts
from app.events import queries as events
from app.opportunities import parts as opportunities
from app.places.parts import remembered_place
from app.shared.access import public
from app.shared.hypermedia import render
from app.site import queries
from app.site.forms import FinderForm
from app.site.views import bp

SHOWN = 3
LOOKED_AT = 40
"""Dates among which those shown are chosen, so that they are of different kinds."""
MILES = 10


@bp.get("/")
@public
def home():
    """What is on, near a place that this browser remembers or anywhere; ways to help; support."""
    place = remembered_place()
    near = events.Filters(near=place.position, within=MILES) if place else events.Filters()
    posters = _different(events.listed(near, LOOKED_AT))
    page = render(
        "site/home.html",
        address=parts.site_address(url_for("site.home")),
        form=FinderForm(data={"place": place.words if place else ""}),
        place=place,
        posters=posters,
        bands=bookings.bands(posters),
        roles=opportunities.roles_near(place.position if place else None),
        kinds=queries.kinds_first(),
    )
    response = make_response(page)
    if place:
        response.headers["Cache-Control"] = "no-store"  # where someone lives is on it
    return response


def _different(cards):
    """The first few dates still to start, each event once, of as many kinds as there are."""
    first_of_event = {card.event_id: card for card in reversed(cards) if _is_open(card)}
    chosen: list[events.Card] = []
    others: list[events.Card] = []
    for card in sorted(first_of_event.values(), key=lambda card: card.starts_at):
        is_new = all(card.look != one.look and card.picture != one.picture for one in chosen)
        (chosen if is_new else others).append(card)
    return sorted([*chosen, *others][:SHOWN], key=lambda card: card.starts_at)


def _is_open(card):
    return not card.is_cancelled and not card.has_started
