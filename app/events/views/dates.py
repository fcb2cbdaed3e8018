from flask import make_response, url_for

from app.bookings import parts as bookings_parts
from app.bookings import queries as bookings
from app.events import parts, queries
from app.events.views import bp
from app.following import parts as following
from app.opportunities import parts as opportunities
from app.shared.access import public
from app.shared.hypermedia import render

DATES_SHOWN = 8


@bp.get("/events/<string:slug>")
@public
def show(slug):
    event = queries.published(slug)
    dates = queries.next_dates(event, DATES_SHOWN)
    return render(
        "events/show.html",
        dates=dates,
        bands=bookings.bands_of(dates),
        instead=queries.open_instead(dates),
        how_often=parts.how_often(event),
        so_far=queries.so_far(event),
        roles=opportunities.roles_at(event),
        times=parts.usual_time(event),
        address=parts.site_address(url_for("events.show", slug=slug)),
        structured=parts.structured_next(dates),
        **parts.about(event, event.venue),
        **following.follow(event),
    )


@bp.get("/events/<string:slug>/<string:key>")
@public
def date(slug, key):
    occurrence = queries.date(slug, key)
    others = queries.next_dates(occurrence.event, DATES_SHOWN, but=occurrence)
    bands = bookings.bands_of([occurrence, *others])
    booking = bookings_parts.booking_panel(occurrence, bands[occurrence.id])
    page = render(
        "events/date.html",
        occurrence=occurrence,
        dates=others,
        bands=bands,
        instead=queries.open_instead([occurrence]),
        **parts.one_date(occurrence),
        **booking,
        **following.follow(occurrence.event),
    )
    return _unkept(page) if booking["panel"]["held"] else page


def _unkept(page):
    """Whoever holds this phone next must not find "You're booked" by going back."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
