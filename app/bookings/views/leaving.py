from flask import request, url_for

from app.bookings import services
from app.bookings.forms import CancelForm
from app.bookings.views import bp
from app.bookings.views.answers import booking_of, changed, own_code, seen, show_booking
from app.bookings.views.counting import by_code
from app.shared.access import personal
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.route("/b/<string:code>/cancel", methods=["GET", "POST"])
@by_code
@personal
def cancel(code):
    booking = booking_of(code)
    if request.method == "GET":
        return render("bookings/cancel.html", form=CancelForm(), **seen(booking))
    try:
        services.cancel(booking, CancelForm().reason.data or "")
    except RuleBroken as rule:
        return show_booking(booking, status=409, refusal=str(rule))
    code = own_code(booking)
    db.session.commit()
    return changed(code)


@bp.post("/b/<string:code>/cancel-all")
@by_code
@personal
def cancel_all(code):
    booking = booking_of(code)
    services.cancel_all(booking)
    code = own_code(booking)
    db.session.commit()
    return changed(code)


@bp.post("/b/<string:code>/undo")
@by_code
@personal
def undo(code):
    booking = booking_of(code)
    try:
        services.undo(booking)
    except RuleBroken as rule:
        return show_booking(booking, status=409, refusal=str(rule))
    code = own_code(booking)
    db.session.commit()
    return changed(code)


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
