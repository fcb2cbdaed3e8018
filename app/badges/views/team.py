"""What a group was asked for, what it may have to look at again, and what it gave."""

from flask import abort, request, url_for
from flask_login import current_user

from app.badges import permissions, queries
from app.badges.views import bp
from app.opportunities import parts as opportunities
from app.organisations.models import Position
from app.shared.access import signed_in
from app.shared.database import utcnow
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/badges")
@signed_in
def of_team(slug):
    page = opportunities.volunteering_page(slug)
    group = page["group"]
    asked = queries.asked_of(group)
    given = [each for each in asked if each.awarded_by_id == current_user.id]
    return render(
        "badges/of_team.html",
        asked=[each for each in asked if each not in given],
        given=given,
        to_look_at=queries.to_look_at(group),
        lately=queries.awarded_by(group),
        notes=queries.shown_to(group),
        now=utcnow(),
        **page,
    )


@bp.get("/organise/<string:slug>/badges/words")
@signed_in
def words_wanted(slug):
    """Whom one may say a word for: all who asked, for those who answer for others in the team; for
    the rest, who asked for what leads others and they hold themselves."""
    page = opportunities.volunteering_page(slug, list(Position))
    group, me = page["group"], current_user._get_current_object()
    if not permissions.can_vouch_in(me, group):
        abort(404)
    answers = permissions.answers_in(me, group)
    asked = queries.to_vouch_for(group, me, answers)
    return render("badges/words_wanted.html", asked=asked, answers=answers, **page)


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
