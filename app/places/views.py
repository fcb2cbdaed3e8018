from flask import Blueprint, request

from app.events import parts as events_parts
from app.events import queries as events
from app.places import queries
from app.shared import calendar
from app.shared.access import public
from app.shared.geography import coarsen
from app.shared.hypermedia import render

bp = Blueprint("places", __name__)


@bp.get("/places")
@public
def index():
    typed = coarsen(request.args.get("q") or request.args.get("place"))
    names = queries.offered(typed) if typed else [place.name for place in queries.named()]
    return render("places/index.html", part="places/_place_names.html", typed=typed, names=names)


@bp.get("/places/<string:slug>.ics")
@public
def feed(slug):
    place = queries.place(slug)
    dates = events.in_feed(place_id=place.id)
    return calendar.feed(events_parts.calendar_items(dates), name=place.name)
