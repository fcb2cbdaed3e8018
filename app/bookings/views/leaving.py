from flask import request, url_for

from app.bookings import services
from app.bookings.forms import CancelForm
from app.bookings.views import bp
from app.bookings.views.answers import act, booking_of, seen
from app.bookings.views.counting import by_code
from app.shared.access import personal
from app.shared.database import db
from app.shared.hypermedia import render, see_other


@bp.route("/b/<string:code>/cancel", methods=["GET", "POST"])
@by_code
@personal
def cancel(code):
    form = CancelForm()
    if request.method == "GET":
        return render("bookings/cancel.html", form=form, **seen(booking_of(code)))
    return act(code, lambda booking: services.cancel(booking, form.reason.data or ""))


@bp.post("/b/<string:code>/cancel-all")
@by_code
@personal
def cancel_all(code):
    return act(code, services.cancel_all)


@bp.post("/b/<string:code>/undo")
@by_code
@personal
def undo(code):
    return act(code, services.undo)


@bp.route("/b/<string:code>/erase", methods=["GET", "POST"])
@by_code
@personal
def erase(code):
    booking = booking_of(code)
    if request.method == "GET":
        return render("bookings/erase.html", **seen(booking))
    services.erase(booking)
    db.session.commit()
    return see_other(url_for("events.index"), "Erased. We do not know any more who it was.")
