from flask import make_response, url_for

from app.bookings import queries as bookings
from app.events import parts
from app.events import queries as events
from app.shared.access import public
from app.shared.hypermedia import render
from app.site import queries
from app.site.forms import FinderForm
from app.site.views import bp
from app.site.views.choices import remembered_place

POSTERS = 3
LOOKED_AT = 40
"""Dates among which the posters are chosen, so that they are of different kinds."""
MILES = 10


@bp.get("/")
@public
def home():
    """What is on, near a place that this browser remembers or anywhere; ways to help; support."""
    place = remembered_place()
    near = events.Filters(near=place.position, within=MILES) if place else events.Filters()
    cards = _different(events.listed(near, LOOKED_AT))
    page = render(
        "site/home.html",
        address=parts.site_address(url_for("site.home")),
        form=FinderForm(data={"place": place.words if place else ""}),
        place=place,
        cards=cards,
        bands=bookings.bands(cards),
        kinds=queries.kinds_first(),
    )
    response = make_response(page)
    if place:
        response.headers["Cache-Control"] = "no-store"  # where someone lives is on it
    return response


def _different(cards):
    """The first few dates that are still to start, each of another kind as far as they go."""
    cards = [card for card in cards if not card.is_cancelled and not card.has_started]
    first_of_look = {card.look: card for card in reversed(cards)}
    others = [card for card in cards if card is not first_of_look[card.look]]
    chosen = [*sorted(first_of_look.values(), key=lambda card: card.starts_at), *others][:POSTERS]
    return sorted(chosen, key=lambda card: card.starts_at)
