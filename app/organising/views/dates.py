from flask_login import current_user

from app.bookings import queries as bookings
from app.organisations import parts
from app.organising import queries
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/dates/<int:occurrence_id>")
@signed_in
def people(occurrence_id):
    """Who comes, and who waits."""
    occurrence = queries.date_of_team(occurrence_id, current_user)
    group, everyone = occurrence.event.organisation, bookings.everyone(occurrence)
    return render(
        "organising/people.html",
        group=group,
        tabs=parts.tabs(group),
        occurrence=occurrence,
        holding=[each for each in everyone if each.is_holding],
        waiting=[each for each in everyone if each.is_waiting],
    )
