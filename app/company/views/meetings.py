from flask import url_for

from app.bookings import parts as bookings
from app.bookings.views.answers import booking_of, seen
from app.bookings.views.counting import by_code
from app.company import parts, services
from app.company.forms import AfterForm, MeetingForm
from app.company.views import bp
from app.company.views.answering import act
from app.shared.access import personal
from app.shared.hypermedia import render, wants_part


@bp.post("/b/<string:code>/meeting")
@by_code
@personal
def ask(code):
    booking, form = booking_of(code), MeetingForm()
    if not form.validate_on_submit():
        return _meeting(booking, status=422, form=form)
    return _act(booking, lambda: services.ask(booking, form.point.data, form.wearing.data or ""))


@bp.post("/b/<string:code>/meeting/end")
@by_code
@personal
def take_back(code):
    booking = booking_of(code)
    return _act(booking, lambda: services.take_back(booking))


@bp.post("/b/<string:code>/meeting/thanks")
@by_code
@personal
def accept(code):
    booking = booking_of(code)
    return _act(booking, lambda: services.accept(booking))


@bp.post("/b/<string:code>/meeting/someone-else")
@by_code
@personal
def ask_another(code):
    booking = booking_of(code)
    return _act(booking, lambda: services.ask_another(booking))


@bp.post("/b/<string:code>/meeting/after")
@by_code
@personal
def say_how_it_went(code):
    booking, form = booking_of(code), AfterForm()
    if not form.validate_on_submit():
        return _meeting(booking, status=422, refusal="Choose one of the two.")
    return _act(booking, lambda: services.say_how_it_went(booking, form.went.data == "met"))


def _act(booking, verb):
    url = url_for("bookings.show", code=booking.code, _anchor="meeting")
    return act(booking.code, verb, _meeting, url)


def _meeting(booking, status=200, **says):
    """The part about being met for htmx, else the whole page of the booking."""
    shown = {"booking": booking} if wants_part() else _page(booking)
    return render(
        "bookings/show.html",
        part="company/_meeting.html",
        status=status,
        **shown,
        **parts.meeting(booking, **says),
    )


def _page(booking):
    shown = seen(booking) | bookings.way_to_help(booking)
    return shown | parts.lift_line(booking) | {"refusal": ""}
