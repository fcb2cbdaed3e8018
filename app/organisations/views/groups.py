from app.bookings import queries as bookings
from app.events import parts as events_parts
from app.events import queries as events
from app.following import parts as following
from app.opportunities import parts as opportunities
from app.organisations import parts, queries
from app.organisations.views import bp
from app.shared.access import public
from app.shared.hypermedia import render

DATES_SHOWN = 8


@bp.get("/groups")
@public
def index():
    return render("organisations/index.html", network=queries.network(), groups=queries.checked())


@bp.get("/groups/<string:slug>")
@public
def show(slug):
    group = queries.checked_with(slug)
    dates = events.next_dates_of_group(group, DATES_SHOWN)
    return render(
        "organisations/show.html",
        dates=[(date, events_parts.where(date.event, date.venue).line) for date in dates],
        bands=bookings.bands_of(dates),
        roles=opportunities.roles_of(group),
        **following.follow(group),
        people=parts.people(queries.named_team(group)),
        **parts.who_we_are(group, queries.network()),
    )
