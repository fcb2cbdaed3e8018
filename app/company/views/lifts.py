from flask import url_for

from app.bookings.views.answers import booking_of
from app.bookings.views.counting import by_code
from app.company import parts, services
from app.company.forms import LiftForm, LiftWordsForm
from app.company.views import bp
from app.company.views.answering import act
from app.shared.access import personal
from app.shared.hypermedia import render


@bp.get("/b/<string:code>/lift")
@by_code
@personal
def lift(code):
    return _lift(parts.booking_for_lift(booking_of(code)))


@bp.post("/b/<string:code>/lift")
@by_code
@personal
def say_lift(code):
    booking, form = booking_of(code), LiftForm()
    if not form.validate_on_submit():
        return _lift(booking, status=422, form=form)
    said = {name: value for name, value in form.data.items() if name != "csrf_token"}
    return _act(booking, lambda: services.say_lift(booking, **said), form=form)


@bp.post("/b/<string:code>/lift/end")
@by_code
@personal
def take_back_lift(code):
    booking = booking_of(code)
    return _act(booking, lambda: services.take_back_lift(booking))


@bp.post("/b/<string:code>/lift/<int:lift_id>/ask")
@by_code
@personal
def ask_lift(code, lift_id):
    booking = booking_of(code)
    return _act(booking, lambda: services.ask_lift(booking, lift_id))


@bp.post("/b/<string:code>/lift/<int:lift_id>/yes")
@by_code
@personal
def agree_lift(code, lift_id):
    booking = booking_of(code)
    return _act(booking, lambda: services.agree_lift(booking, lift_id))


@bp.post("/b/<string:code>/lift/<int:lift_id>/no")
@by_code
@personal
def refuse_lift(code, lift_id):
    booking = booking_of(code)
    return _act(booking, lambda: services.refuse_lift(booking, lift_id))


@bp.post("/b/<string:code>/lift/<int:lift_id>/words")
@by_code
@personal
def write_about_lift(code, lift_id):
    booking, form = booking_of(code), LiftWordsForm(prefix=f"to{lift_id}-")
    if not form.validate_on_submit():
        return _lift(booking, status=422, words=(lift_id, form))
    return _act(booking, lambda: services.write_about_lift(booking, lift_id, form.words.data))


def _act(booking, verb, **typed):
    code = booking.code
    return act(code, verb, _lift, url_for("company.lift", code=code), **typed)


def _lift(booking, status=200, **says):
    """The page about a lift, or for htmx the part of it that changes."""
    return render(
        "company/lift.html",
        part="company/_lift.html",
        status=status,
        booking=booking,
        occurrence=booking.occurrence,
        event=booking.occurrence.event,
        **parts.lift(booking, **says),
    )
