from flask import current_app, make_response, request, url_for

from app.events import parts as events
from app.opportunities import parts, queries
from app.opportunities.views import bp, choices
from app.opportunities.views.offers import count, nothing, offers
from app.places import parts as places
from app.shared.access import public
from app.shared.hypermedia import render, wants_part


@bp.get("/volunteer")
@public
def index():
    if coarse := places.without_full_postcode(choices.TYPED):
        return coarse
    asked = choices.asked()
    number = request.args.get("page", 1, int)
    return _list(asked, queries.on_page(asked.filters, number), is_first=number <= 1)


@bp.get("/volunteer/<string:slug>")
@public
def show(slug):
    role = queries.public(slug)
    return render(
        "opportunities/show.html",
        role=role,
        where=parts.where(role),
        venue_line=parts.venue_line(role),
        when=parts.when(role),
    )


def _list(asked, page, is_first):
    answer = make_response(
        render(
            "opportunities/index.html",
            part="opportunities/_results.html" if is_first else "opportunities/_rows.html",
            asked=asked,
            form=asked.form,
            listing=page,
            is_first=is_first,
            is_part=wants_part(),
            count=count(asked, page),
            nothing=nothing(asked),
            offers=[] if page.count else offers(asked),
            match_url=_if_built("opportunities.match"),
            address=events.site_address(url_for("opportunities.index")),
        )
    )
    if wants_part() and is_first:
        # The address of what is shown: without empty choices, and with no full postcode in it.
        answer.headers["HX-Push-Url"] = asked.url()
    return answer


def _if_built(endpoint):
    return url_for(endpoint) if endpoint in current_app.view_functions else None
