"""What is hung up, typed off a poster, or shown on a group's own site."""

import re

import segno
from flask import make_response, url_for
from markupsafe import Markup

from app.bookings import queries as bookings
from app.events import parts, queries
from app.events.views import bp
from app.organisations import queries as organisations
from app.shared.access import public
from app.shared.headers import let_be_framed
from app.shared.hypermedia import render, see_other

EMBEDDED = 5


@bp.get("/events/<string:slug>/<string:key>/poster")
@public
def poster(slug, key):
    occurrence = queries.date(slug, key)
    address = parts.site_address(url_for("events.short", occurrence_id=occurrence.id))
    return render(
        "events/poster.html",
        occurrence=occurrence,
        event=occurrence.event,
        where=parts.where(occurrence.event, occurrence.venue),
        address=address,
        picture=_picture(address),
    )


@bp.get("/d/<int:occurrence_id>")
@public
def short(occurrence_id):
    """An address short enough to type off a poster."""
    slug, key = queries.address_of(occurrence_id)
    return see_other(url_for("events.date", slug=slug, key=key))


@bp.get("/groups/<string:slug>/embed")
@public
def embed(slug):
    """The next dates of a group, for a frame on the group's own site and nowhere else."""
    group = organisations.checked_with(slug)
    dates = queries.next_dates_of_group(group, EMBEDDED)
    page = render(
        "events/embed.html",
        group=group,
        dates=[(date, parts.where(date.event, date.venue).line) for date in dates],
        bands=bookings.bands_of(dates),
        site=parts.site_address("/"),
    )
    return let_be_framed(make_response(page), by=_origin(group.website))


def _picture(address):
    """`address` as a QR code: a drawing that needs no style and no other host."""
    code = segno.make(address, error="m")
    drawing = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawing)


def _origin(website):
    """The site that `website` is on; none where it is not a plain https address: what a group
    typed must not become a rule of its own in the page's policy."""
    found = re.match(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=/|$)", website.lower())
    return found[0] if found else ""
