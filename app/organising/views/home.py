from flask import url_for
from flask_login import current_user

from app.organisations import parts
from app.organisations import queries as organisations
from app.organising import queries
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render, see_other


@bp.get("/organise")
@signed_in
def index():
    groups = organisations.organised_by(current_user)
    if len(groups) == 1:
        return see_other(url_for("organising.home", slug=groups[0].slug))
    return render("organising/index.html", groups=groups)


@bp.get("/organise/<string:slug>")
@signed_in
def home(slug):
    """What is on today and this week, how full it is, and what waits for the team."""
    page = parts.team_page(slug)
    dates = queries.week_of(page["group"])
    today = [date for date in dates if date.is_today]
    return render(
        "organising/home.html",
        **page,
        needs=queries.needs_of(page["group"], current_user),
        today=today,
        later=[date for date in dates if date not in today],
    )
