from flask import abort, url_for

from app.rota import queries, services
from app.rota.models import GIVING
from app.rota.views import bp
from app.rota.views.mine import page, person
from app.shared.access import personal, signed_in
from app.shared.calendar import Item, feed
from app.shared.database import db, utcnow
from app.shared.formatting import clock, weekday
from app.shared.hypermedia import see_other

NAME = "Appointments"


@bp.get("/shifts/<string:token>.ics")
@personal
def calendar(token):
    """What a calendar asks for again and again. Its titles are a day and a time. It holds what is
    certain: no turn on a standby list, and nothing that was missed."""
    whose = queries.whose_calendar(token) or abort(404)
    signups = queries.of_person(whose, utcnow() - services.CALENDAR_BACK, GIVING)
    return feed([_item(signup) for signup in signups], name=NAME)


@bp.post("/you/shifts/calendar")
@signed_in
def new_calendar():
    """A new address, shown this once; the one before ends."""
    token = services.new_calendar(person())
    db.session.commit()
    return page(calendar=url_for("rota.calendar", token=token, _external=True))


@bp.post("/you/shifts/calendar/end")
@signed_in
def end_calendar():
    services.end_calendar(person())
    db.session.commit()
    return see_other(url_for("rota.mine", _anchor="choices"), "That address shows nothing now.")


def _item(signup):
    shift = signup.shift
    start = shift.local_start
    return Item(
        uid=f"s{shift.id}",
        title=f"{weekday(start)}, {clock(start)}",
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        zone=shift.zone,
        sequence=shift.sequence,
        is_cancelled=shift.is_cancelled,
        changed_at=shift.changed_at or signup.moved_at,
    )
