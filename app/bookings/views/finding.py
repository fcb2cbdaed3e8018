from flask import url_for
from flask_login import current_user

from app.bookings import queries
from app.bookings.forms import CodeForm
from app.bookings.views import bp
from app.bookings.views.counting import finds_code
from app.hours import parts as hours
from app.shared.access import personal, signed_in
from app.shared.hypermedia import render, see_other

NOT_FOUND = "We could not find that code. Check the letters, or ask the group."


@bp.route("/bookings/find", methods=["GET", "POST"])
@finds_code
@personal
def find():
    form = CodeForm()
    if not form.validate_on_submit():
        return _find(form, status=422 if form.is_submitted() else 200)
    if not queries.code_exists(form.tidied):
        form.code.errors = [NOT_FOUND]
        return _find(form, status=422)
    return see_other(url_for("bookings.show", code=form.tidied))


@bp.get("/you/bookings")
@signed_in
def index():
    bookings = queries.of_person(current_user)
    past = [booking for booking in bookings if booking.occurrence.has_ended]
    placed = [booking.occurrence for booking in past if booking.has_place]
    return render(
        "bookings/index.html",
        to_come=[booking for booking in bookings if not booking.occurrence.has_ended],
        past=past,
        to_add=hours.to_add(current_user, placed),
        form=CodeForm(formdata=None),
    )


def _find(form, status):
    return render("bookings/find.html", part="bookings/_find_form.html", status=status, form=form)
