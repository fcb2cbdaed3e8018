"""What other groups hold with this one, or would like to."""

from flask import request, url_for

from app.events import queries, services
from app.events.views import bp
from app.organisations import parts as organisations
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import see_other

YES = "accept"


@bp.post("/organise/<string:slug>/cohosting/<int:event_id>")
@signed_in
def cohosting(slug, event_id):
    """Yes, or no, or no longer."""
    group = organisations.team_page(slug)["group"]
    event = queries.event_held_with(group, event_id)
    services.hold_words(event)
    back = url_for("events.of_team", slug=slug)
    says_yes = request.form.get("act") == YES
    try:
        (services.accept_cohosting if says_yes else services.decline_cohosting)(event, group)
    except RuleBroken as rule:
        return see_other(back, str(rule))
    db.session.commit()
    return see_other(back, "You hold it together now." if says_yes else "You are not named.")
