"""How was it? A page that asks nobody who they are, and keeps nobody's answer."""

from flask import abort, url_for

from app.bookings import queries, services
from app.bookings.forms import PulseForm
from app.bookings.views import bp
from app.shared import error_pages
from app.shared.access import personal
from app.shared.database import db
from app.shared.hypermedia import render, see_other

OVER = error_pages.Words(
    "This link has ended",
    "Each one counts once, for two weeks. If you have answered: thank you, it was counted.",
)
COUNTED = "Thank you. It is counted, and nobody can tell that it was you."


@bp.route("/how-was-it/<string:token>", methods=["GET", "POST"])
@personal
def how_was_it(token):
    link = queries.pulse_link(token) or abort(error_pages.answer(404, OVER))
    form = PulseForm()
    if not form.validate_on_submit():
        return render(
            "bookings/how_was_it.html",
            part="bookings/_pulse_form.html",
            status=422 if form.is_submitted() else 200,
            form=form,
            token=token,
            occurrence=queries.date_of_link(link),
        )
    if not services.answer(token, *form.feelings):
        abort(error_pages.answer(404, OVER))
    db.session.commit()
    return see_other(url_for("events.index"), COUNTED)
