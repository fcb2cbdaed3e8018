from flask import Response, request, url_for
from flask_login import current_user

from app.bookings import calendar_file, services
from app.bookings.forms import ReminderForm
from app.bookings.views import bp
from app.bookings.views.answers import act, booking_of, seen, show_booking
from app.bookings.views.counting import by_code
from app.shared.access import personal, signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.get("/b/<string:code>")
@by_code
@personal
def show(code):
    return show_booking(booking_of(code))


@bp.get("/b/<string:code>/position")
@by_code
@personal
def position(code):
    return render(
        "bookings/position.html", part="bookings/_position.html", **seen(booking_of(code))
    )


@bp.get("/b/<string:code>/calendar")
@by_code
@personal
def calendar(code):
    content = calendar_file.calendar_file(
        booking_of(code), full=request.args.get("words") == "full"
    )
    disposition = f'attachment; filename="{calendar_file.FILE_NAME}"'
    return Response(content, mimetype="text/calendar", headers={"Content-Disposition": disposition})


@bp.post("/b/<string:code>/accept")
@by_code
@personal
def accept(code):
    return act(code, services.accept)


@bp.post("/b/<string:code>/decline")
@by_code
@personal
def decline(code):
    return act(code, services.decline)


@bp.post("/b/<string:code>/reminder")
@by_code
@personal
def reminder(code):
    wanted = ReminderForm().wanted.data
    return act(code, lambda booking: services.set_reminder(booking, wanted), "Saved.")


@bp.post("/b/<string:code>/not-now")
@by_code
@personal
def decline_help(code):
    return act(code, services.decline_help, "Thank you. We will not mention it again.")


@bp.post("/b/<string:code>/keep")
@by_code
@signed_in
def keep(code):
    booking = booking_of(code)
    try:
        services.keep(booking, current_user)
    except RuleBroken as rule:
        return show_booking(booking, status=409, refusal=str(rule))
    db.session.commit()
    return see_other(url_for("bookings.index"), "Saved. It is in your list now.")
