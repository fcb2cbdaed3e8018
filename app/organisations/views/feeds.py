from app.events import parts as events_parts
from app.events import queries as events
from app.organisations import queries
from app.organisations.views import bp
from app.shared import calendar
from app.shared.access import public


@bp.get("/groups/<string:slug>.ics")
@public
def feed(slug):
    group = queries.checked_with(slug)
    dates = events.in_feed(group=group)
    return calendar.feed(events_parts.calendar_items(dates), name=group.neutral_name)
