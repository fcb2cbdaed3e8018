from flask import request

from app.opportunities import parts as opportunities
from app.rota import parts
from app.rota.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/rota")
@signed_in
def of_team(slug):
    """One week: who is on, and how many more are needed."""
    page = opportunities.volunteering_page(slug)
    week = parts.week_with(request.args.get("week", ""))
    return render("rota/of_team.html", **page, **parts.week(page["group"], week))


@bp.get("/organise/<string:slug>/rota/ahead")
@signed_in
def ahead(slug):
    """Eight weeks at a glance."""
    page = opportunities.volunteering_page(slug, under="rota.of_team")
    return render(
        "rota/ahead.html", **page, **parts.weeks_ahead(page["group"], parts.week_with(""))
    )
