"""How many places an event keeps for people who just turn up."""

from flask import url_for

from app.events import queries as events
from app.events import services
from app.events.forms import KeptBackForm
from app.organisations import parts as organisations
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.route("/organise/<string:slug>/events/<string:event_slug>/kept-back", methods=["GET", "POST"])
@signed_in
def kept_back(slug, event_slug):
    """How many, and another number."""
    page = organisations.team_page(slug)
    event = events.event_of(page["group"], event_slug)
    form = KeptBackForm(data={"places": event.walk_in_places})
    if not form.validate_on_submit():
        return _page(page, event, form)
    try:
        services.keep_back(event, form.places.data)
    except RuleBroken as rule:
        form.places.errors = [str(rule)]
        return _page(page, event, form)
    url = url_for("events.organise", slug=slug, event_slug=event_slug)
    db.session.commit()
    return see_other(url, "Saved.")


def _page(page, event, form):
    status = 422 if form.errors else 200
    return render("organising/kept_back.html", status=status, **page, event=event, form=form)
