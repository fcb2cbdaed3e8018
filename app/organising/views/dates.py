from app.bookings import queries as bookings
from app.company import parts as company
from app.organising import parts
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.hypermedia import render


@bp.get("/organise/dates/<int:occurrence_id>")
@signed_in
def people(occurrence_id):
    """Who comes, and who waits."""
    page = parts.date_page(occurrence_id)
    occurrence = page["occurrence"]
    everyone = bookings.everyone(occurrence)
    has_felt = occurrence.has_ended and not occurrence.event.is_drop_in
    return render(
        "organising/people.html",
        **page,
        **company.lifts_on(occurrence),
        holding=[each for each in everyone if each.is_holding],
        called_off=bookings.called_off(occurrence) if occurrence.is_cancelled else [],
        answers=bookings.answers_on(occurrence),
        waiting=[each for each in everyone if each.is_waiting],
        has_felt=has_felt,
        felt=bookings.felt(occurrence.event) if has_felt else None,
    )
