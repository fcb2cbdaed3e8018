from flask_login import current_user

from app.bookings import parts as bookings
from app.company import parts as company
from app.events import queries as events
from app.following import parts as following
from app.organisations import queries as organisations
from app.people.views import bp
from app.places.parts import remembered_place
from app.shared.access import signed_in
from app.shared.hypermedia import render

MILES = 10
DATES_NEAR = 3


@bp.get("/you")
@signed_in
def you():
    return render(
        "people/you.html",
        person=current_user,
        organises=organisations.organises(current_user),
        may_meet=company.may_meet_anyone(current_user),
        near=_near_here(),
        follows=following.followed_by(current_user),
        has_groups=organisations.is_in_a_team(current_user),
        **bookings.next_booking(current_user),
    )


def _near_here():
    """The next few dates near the place that this browser remembers; None where there is none."""
    place = remembered_place()
    if not place:
        return None
    return events.listed(events.Filters(near=place.position, within=MILES), DATES_NEAR)
