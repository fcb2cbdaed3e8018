from app.events import parts, queries
from app.events.views import bp
from app.shared import calendar
from app.shared.access import public


@bp.get("/events.ics")
@public
def feed():
    return calendar.feed(parts.calendar_items(queries.in_feed()), name="What’s on")


@bp.get("/events/<string:slug>.ics")
@public
def event_feed(slug):
    event = queries.published(slug)
    dates = queries.in_feed(event=event)
    return calendar.feed(parts.calendar_items(dates), name=event.neutral_title)
