"""What a group was asked for, what it may have to look at again, and what it gave."""

from flask import request, url_for
from flask_login import current_user

from app.badges import queries
from app.badges.views import bp
from app.opportunities import parts as opportunities
from app.organisations.models import ANSWERING
from app.shared.access import signed_in
from app.shared.database import utcnow
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/badges")
@signed_in
def of_team(slug):
    page = opportunities.volunteering_page(slug)
    group = page["group"]
    return render(
        "badges/of_team.html",
        asked=queries.asked_of(group),
        to_look_at=queries.to_look_at(group),
        lately=queries.awarded_by(group),
        notes=queries.shown_to(group),
        now=utcnow(),
        **page,
    )


@bp.get("/organise/<string:slug>/badges/words")
@signed_in
def words_wanted(slug):
    """What somebody asked for and a word would help with, for all who answer for others."""
    page = opportunities.volunteering_page(slug, ANSWERING)
    asked = queries.asked_of(page["group"], but=current_user)
    return render("badges/words_wanted.html", asked=asked, **page)


@bp.get("/organise/<string:slug>/badges/awards")
@signed_in
def awarded(slug):
    page = opportunities.volunteering_page(slug, under="badges.of_team")
    number = max(1, request.args.get("page", 1, type=int))
    awards = queries.awarded_by(page["group"], (number - 1) * queries.A_PAGE, queries.A_PAGE + 1)
    more = len(awards) > queries.A_PAGE
    return render(
        "badges/awarded.html",
        awards=awards[: queries.A_PAGE],
        url=url_for("badges.awarded", slug=slug, page=number + 1) if more else None,
        **page,
    )
