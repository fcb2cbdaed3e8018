"""What every act on the pages of one booking does around the service it calls."""

from app.bookings.views.answers import booking_of
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import see_other, wants_part


def act(code, verb, show, url, **typed):
    """Do it. With htmx the part comes back by `show(booking, ...)`, else the way is to `url`.

    What is refused stands on the part, with what was `typed`, of the booking as it is by then.
    """
    try:
        verb()
    except RuleBroken as rule:
        db.session.rollback()
        return show(booking_of(code), status=409, refusal=str(rule), **typed)
    db.session.commit()
    return show(booking_of(code)) if wants_part() else see_other(url)
