"""The catalogue, open to anyone: which badges there are, and what each takes."""

from flask import make_response, request, url_for

from app.badges import queries
from app.badges.forms import CatalogueForm
from app.badges.models import Layer
from app.badges.views import bp
from app.events import parts as events
from app.events import queries as dates
from app.opportunities import queries as opportunities
from app.organisations import queries as groups
from app.shared.access import public
from app.shared.formatting import plural
from app.shared.hypermedia import render, wants_part

MOST = 6
"""Roles that lead to a badge, on its page."""


@bp.get("/badges")
@public
def index():
    form = CatalogueForm(request.args)
    areas = queries.catalogue(queries.Choice(**form.understood))
    number = sum(len(badges) for _, badges in areas)
    answer = make_response(
        render(
            "badges/index.html",
            part="badges/_results.html",
            form=form,
            areas=areas,
            layers=list(Layer),
            count=plural(number, "badge") if number else "No badge is like that",
            chips=[
                (each.label, _without(form.made, name)) for name, each in form.understood.items()
            ],
            address=events.site_address(url_for("badges.index")),
        )
    )
    if wants_part():
        answer.headers["HX-Push-Url"] = url_for("badges.index", **form.made)
    return answer


@bp.get("/badges/<string:slug>")
@public
def show(slug):
    badge = queries.public(slug)
    return render(
        "badges/show.html",
        badge=badge,
        network=groups.network(),
        events=dates.leading_to(badge.id),
        roles=opportunities.cards(opportunities.Filters(badge_id=badge.id), MOST),
        address=events.site_address(url_for("badges.show", slug=slug)),
    )


def _without(made, name):
    return url_for("badges.index", **{other: made[other] for other in made if other != name})
