from app.opportunities import parts, queries
from app.opportunities.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/roles")
@signed_in
def of_team(slug):
    """The roles of a group, those that nobody outside sees among them."""
    page = parts.volunteering_page(slug)
    roles = queries.of_team(page["group"])
    return render("opportunities/of_team.html", **page, roles=roles, parts=parts)
