from flask import Blueprint, request, url_for

from app.events import parts as events_parts
from app.events import queries as events
from app.organisations import parts as organisations
from app.places import queries, services
from app.places.forms import TownForm
from app.shared import calendar
from app.shared.access import public, signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.geography import coarsen
from app.shared.hypermedia import render, see_other

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


@bp.route("/organise/<string:slug>/towns", methods=["GET", "POST"])
@signed_in
def towns(slug):
    """Which towns and villages there are, for the network to add to."""
    page, form = organisations.network_page(slug), TownForm()
    if not form.validate_on_submit():
        return _towns(page, form)
    try:
        place = services.add_place(
            form.name.data,
            coarsen(form.postcode.data),
            form.district.data,
            form.settlement.data,
            form.is_rural.data,
        )
    except services.NotAPostcode as rule:
        form.postcode.errors = [str(rule)]
        return _towns(page, form)
    except RuleBroken as rule:
        form.name.errors = [str(rule)]
        return _towns(page, form)
    words = f"{place.name} is there. People near it find it now."
    db.session.commit()
    return see_other(url_for("places.towns", slug=slug), words)


def _towns(page, form):
    return render(
        "places/towns.html",
        status=422 if form.errors else 200,
        **page,
        form=form,
        places=queries.named(),
    )
