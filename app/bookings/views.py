"""Booking a place, and everything its holder can do with the code."""

from flask import Blueprint, Response, abort, request, url_for

from app.bookings import calendar_file, parts, permissions, queries, services
from app.bookings.forms import BookingForm, CodeForm
from app.bookings.services import AlreadyBooked, JustGone, Party
from app.events import queries as events
from app.shared import browser, limits
from app.shared.access import personal
from app.shared.codes import new_key, tidy_code
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other, wants_part

bp = Blueprint("bookings", __name__)

NOT_FOUND = "We could not find that code. Check the letters, or ask the group."


@bp.get("/events/<string:slug>/<string:key>/book")
@personal
def new(slug, key):
    occurrence = events.date(slug, key)
    if held := parts.held_here(occurrence):
        return see_other(url_for("bookings.show", code=held.code))
    browser.made_key()
    form = BookingForm(formdata=None, form_key=new_key())
    return _form(occurrence, form)


@bp.post("/events/<string:slug>/<string:key>/book")
@limiter.limit(limits.BOOKING)
@personal
def create(slug, key):
    occurrence = events.date(slug, key)
    form = BookingForm()
    form.places.choices = _party_choices(occurrence)
    if not form.validate_on_submit():
        return _form(occurrence, form, status=422)
    try:
        booking = services.book(
            occurrence,
            _party(form),
            form_key=form.form_key.data,
            browser_key=browser.made_key(),
            person=parts.person_here(),
            waits_if_full=bool(form.waits_if_full.data),
        )
    except AlreadyBooked as held:
        return see_other(url_for("bookings.show", code=held.booking.code), str(held))
    except RuleBroken as rule:
        form.form_errors = [str(rule)]
        return _form(occurrence, form, status=422, just_gone=isinstance(rule, JustGone))
    db.session.commit()
    return see_other(url_for("bookings.show", code=booking.code))


@bp.get("/events/<string:slug>/<string:key>/places")
@personal
def places_line(slug, key):
    occurrence = events.date(slug, key)
    return render(
        "bookings/places_line.html",
        part="bookings/_places_line.html",
        **parts.booking_panel(occurrence),
    )


@bp.route("/bookings/find", methods=["GET", "POST"])
@limiter.limit(limits.FIND_CODE, methods=["POST"])
@personal
def find():
    form = CodeForm()
    if not form.validate_on_submit():
        return _find(form, status=422 if form.is_submitted() else 200)
    if not queries.code_exists(form.tidied):
        form.code.errors = [NOT_FOUND]
        return _find(form, status=422)
    return see_other(url_for("bookings.show", code=form.tidied))


@bp.get("/b/<string:code>")
@limiter.limit(limits.FIND_CODE, deduct_when=lambda response: response.status_code == 404)
@personal
def show(code):
    return _booking(_tidied(code))


@bp.route("/b/<string:code>/cancel", methods=["GET", "POST"])
@limiter.limit(limits.FIND_CODE, deduct_when=lambda response: response.status_code == 404)
@personal
def cancel(code):
    booking = _tidied(code)
    if request.method == "GET":
        return render("bookings/cancel.html", **_seen(booking))
    try:
        services.cancel(booking)
    except RuleBroken as rule:
        return _booking(booking, status=409, refusal=str(rule))
    db.session.commit()
    return _changed(booking)


@bp.post("/b/<string:code>/undo")
@personal
def undo(code):
    booking = _tidied(code)
    try:
        services.undo(booking)
    except RuleBroken as rule:
        return _booking(booking, status=409, refusal=str(rule))
    db.session.commit()
    return _changed(booking)


@bp.get("/b/<string:code>/position")
@personal
def position(code):
    booking = _tidied(code)
    return render("bookings/position.html", part="bookings/_position.html", **_seen(booking))


@bp.get("/b/<string:code>/calendar")
@personal
def calendar(code):
    booking = _tidied(code)
    content = calendar_file.calendar_file(booking, full=request.args.get("words") == "full")
    return Response(
        content,
        mimetype="text/calendar",
        headers={
            "Content-Disposition": f'attachment; filename="{calendar_file.FILE_NAME}"',
        },
    )


def _tidied(code):
    """The booking of a code however it is spelled; the same 404 for every wrong one."""
    return queries.with_code(tidy_code(code) or abort(404))


def _party(form):
    return Party(
        name=form.name.data,
        places=form.places.data,
        email=form.email.data.lower() if form.email.data else None,
        wants_full_words=form.wants_full_words.data,
        wants_meeting=form.wants_meeting.data,
        wants_lift=form.wants_lift.data,
        may_step_out=form.may_step_out.data,
        note=form.note.data or "",
    )


def _party_choices(occurrence):
    friends = range(1, occurrence.event.max_guests + 1)
    more = [(1 + n, f"Me and {n} friend{'s' if n > 1 else ''}") for n in friends]
    return [(1, "Me"), *more]


def _form(occurrence, form, status=200, just_gone=False):
    form.places.choices = _party_choices(occurrence)
    panel = parts.booking_panel(occurrence)["panel"]
    waits = just_gone or panel["band"].is_full or occurrence.event.is_attendance_private
    form.waits_if_full.data = "yes" if waits else ""
    return render(
        "bookings/new.html",
        part="bookings/_booking_form.html",
        status=status,
        form=form,
        panel=panel,
        just_gone=just_gone,
    )


def _find(form, status):
    return render("bookings/find.html", part="bookings/_find_form.html", status=status, form=form)


def _seen(booking):
    """What the booking's pages and parts take."""
    return {
        "booking": booking,
        "occurrence": booking.occurrence,
        "event": booking.occurrence.event,
        "venue": booking.occurrence.venue,
        "position": queries.position(booking) if booking.is_waiting else None,
        "can_cancel": permissions.can_cancel(booking),
        "can_undo": permissions.can_undo(booking),
        "can_see_address": permissions.can_see_address(booking),
    }


def _booking(booking, status=200, refusal=""):
    return render(
        "bookings/show.html",
        part="bookings/_booking.html",
        status=status,
        refusal=refusal,
        **_seen(booking),
    )


def _changed(booking):
    """The changed booking for htmx; its page again for everyone else."""
    if wants_part():
        return _booking(booking)
    return see_other(url_for("bookings.show", code=booking.code))
