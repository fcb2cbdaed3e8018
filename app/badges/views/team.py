"""What a group is let read of its volunteers' ways to badges."""

from app.badges import queries
from app.badges.views import bp
from app.opportunities import parts as opportunities
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/badges")
@signed_in
def of_team(slug):
    page = opportunities.volunteering_page(slug)
    return render("badges/of_team.html", **page, notes=queries.shown_to(page["group"]))
