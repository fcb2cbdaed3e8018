from flask_login import current_user

from app.bookings import parts as bookings
from app.organisations import queries as organisations
from app.people.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/you")
@signed_in
def you():
    return render(
        "people/you.html",
        person=current_user,
        organises=organisations.organises(current_user),
        **bookings.next_booking(current_user),
    )
