from flask import url_for

from app.bookings import parts, permissions, services
from app.bookings.forms import ChangeForm, party_choices
from app.bookings.views import bp
from app.bookings.views.answers import booking_of, changed, own_code, seen, show_booking
from app.bookings.views.counting import by_code
from app.shared.access import personal
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render

GONE = "There is nothing left to change here. You can book again."


@bp.route("/b/<string:code>/change", methods=["GET", "POST"])
@by_code
@personal
def change(code):
    booking = booking_of(code)
    if not permissions.can_change(booking):
        return show_booking(booking, status=409, refusal=GONE)
    form = ChangeForm(obj=booking)
    form.places.choices = party_choices(booking.occurrence.event.max_guests)
    if not form.validate_on_submit():
        return _form(booking, form, status=422 if form.is_submitted() else 200)
    try:
        services.change(booking, parts.party_of(form))
    except RuleBroken as rule:
        form.form_errors = [str(rule)]
        return _form(booking, form, status=422)
    code = own_code(booking)
    db.session.commit()
    return changed(code, "Changed.")


def _form(booking, form, status):
    names = form.friend_names() or [guest.name for guest in booking.guests]
    rows = max(booking.places, form.places.data or 1) - 1
    event = booking.occurrence.event
    return render(
        "bookings/change.html",
        part="bookings/_change_form.html",
        status=status,
        form=form,
        names=(names + [""] * rows)[:rows],
        ask_address=url_for("bookings.friends", slug=event.slug, key=booking.occurrence.key),
        **seen(booking),
    )
