from datetime import timedelta

from app.events import parts, queries
from app.events.services import WINDOW_WEEKS
from app.events.views import bp
from app.organisations import parts as organisations
from app.organising import queries as organising
from app.shared.access import signed_in
from app.shared.database import utcnow
from app.shared.hypermedia import render


@bp.get("/organise/<string:slug>/events/<string:event_slug>")
@signed_in
def organise(slug, event_slug):
    """One event as those see it who run it: its dates, and all that can be done with it."""
    page = organisations.team_page(slug)
    event = queries.event_of(page["group"], event_slug)
    now = utcnow()
    dates = organising.dates_of(page["group"], now, now + timedelta(weeks=WINDOW_WEEKS), event)
    return render(
        "events/organise.html",
        **page,
        event=event,
        dates=dates,
        how_often=parts.how_often(event),
        times=parts.usual_time(event),
    )
