from flask import current_app, make_response, request, url_for

from app.events import parts as events
from app.opportunities import parts, queries
from app.opportunities.views import bp, choices
from app.opportunities.views.offers import count, nothing, offers
from app.places import parts as places
from app.shared.access import public
from app.shared.hypermedia import render, wants_part

LIKE_IT = 3
"""Other roles on the page of one that nobody is looked for."""


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
    if role := queries.not_now(slug):
        return _not_now(role)
    role = queries.public(slug)
    return render(
        "opportunities/show.html",
        is_over=False,
        role=role,
        parts=parts,
        supporter=queries.supporter_of(role),
        saved=parts.saved(role),
        taster_url=_if_built("rota.taster", slug=slug),
        apply_url=_if_built("opportunities.apply", slug=slug),
        address=events.site_address(url_for("opportunities.show", slug=slug)),
    )


def _not_now(role):
    """Words and other roles for whoever has the link: gone, where it will not open again."""
    alike = queries.Filters(likes=tuple(role.task_kinds), other_than_id=role.id)
    cards = queries.cards(alike, LIKE_IT)
    is_back_soon = role.paused_at and not role.closed_at
    status = 404 if is_back_soon else 410
    address = events.site_address(url_for("opportunities.show", slug=role.slug))
    return render(
        "opportunities/show.html",
        status=status,
        is_over=True,
        role=role,
        cards=cards,
        address=address,
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


def _if_built(endpoint, **at):
    return url_for(endpoint, **at) if endpoint in current_app.view_functions else None
