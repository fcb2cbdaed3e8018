from flask import request, url_for

from app.bookings import parts, services
from app.bookings.forms import BookingForm, asking, party_choices, whole_number
from app.bookings.services import AlreadyBooked, JustGone
from app.bookings.views import bp
from app.events import parts as event_parts
from app.events import queries as events
from app.people.parts import person_here
from app.shared import browser, limits
from app.shared.access import personal, public
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other, wants_part


@bp.get("/events/<string:slug>/<string:key>/book")
@personal
def new(slug, key):
    occurrence = events.date_to_book(slug, key)
    if held := parts.held_here(occurrence):
        return see_other(url_for("bookings.show", code=held.code))
    try:
        services.check_open(occurrence)
        services.check_not_full(occurrence)
    except RuleBroken as rule:
        return see_other(url_for("events.date", slug=slug, key=key), str(rule))
    browser.made_key()
    person = person_here()
    form = _asking(occurrence)(formdata=None, obj=person, form_key=new_key())
    return _form(occurrence, form)


@bp.post("/events/<string:slug>/<string:key>/book")
@limiter.limit(limits.BOOKING)
@personal
def create(slug, key):
    occurrence = events.date_to_book(slug, key)
    form = _asking(occurrence)()
    form.places.choices = party_choices(occurrence.event.max_guests)
    if not form.validate_on_submit():
        return _form(occurrence, form, status=422)
    try:
        booking = services.book(occurrence, parts.party_of(form), **_by_whom(form))
    except AlreadyBooked as held:
        return see_other(url_for("bookings.show", code=held.booking.code), str(held))
    except RuleBroken as rule:
        form.form_errors = [str(rule)]
        return _form(occurrence, form, status=422, just_gone=isinstance(rule, JustGone))
    confirmation = url_for("bookings.show", code=booking.code)
    db.session.commit()
    return see_other(confirmation)


@bp.get("/events/<string:slug>/<string:key>/book/friends")
@personal
def friends(slug, key):
    occurrence = events.date_to_book(slug, key)
    if not wants_part():
        return see_other(url_for("bookings.new", slug=slug, key=key, friends="named"))
    most = occurrence.event.max_guests
    coming = (whole_number(request.args.get("places")) or 1) - 1
    names = [""] * max(1, min(coming, most))
    return render("bookings/_friends.html", names=names, ask_address=request.path)


@bp.get("/events/<string:slug>/<string:key>/places")
@public
def places_line(slug, key):
    occurrence = events.date_to_book(slug, key)
    return render(
        "bookings/places_line.html",
        part="bookings/_places_line.html",
        **parts.places_line(occurrence),
    )


@bp.post("/events/<string:slug>/<string:key>/maybe")
@limiter.limit(limits.BOOKING)
@personal
def maybe(slug, key):
    occurrence = events.date_to_book(slug, key)
    try:
        services.toggle_maybe(occurrence, browser.made_key())
    except RuleBroken as rule:
        return see_other(url_for("events.date", slug=slug, key=key), str(rule))
    db.session.commit()
    if wants_part():
        return render("bookings/_maybe.html", **parts.booking_panel(events.date_to_book(slug, key)))
    return see_other(url_for("events.date", slug=slug, key=key))


def _asking(occurrence):
    return asking(BookingForm, events.questions_of(occurrence.event))


def _by_whom(form):
    return {
        "form_key": form.form_key.data,
        "browser_key": browser.made_key(),
        "person": person_here(),
        "waits_if_full": bool(form.waits_if_full.data),
    }


def _form(occurrence, form, status=200, just_gone=False):
    form.places.choices = party_choices(occurrence.event.max_guests)
    panel = parts.places_line(occurrence)["panel"]
    waits = just_gone or panel["band"].is_full or occurrence.event.is_attendance_private
    form.waits_if_full.data = "yes" if waits else ""
    return render(
        "bookings/new.html",
        part="bookings/_booking_form.html",
        status=status,
        form=form,
        panel=panel,
        just_gone=just_gone,
        waits=waits,
        where=event_parts.where(occurrence.event, occurrence.venue),
        names=form.friend_names() or _rows_asked_for(occurrence),
        ask_address=_friends_address(occurrence),
    )


def _rows_asked_for(occurrence):
    return [""] * occurrence.event.max_guests if request.args.get("friends") else []


def _friends_address(occurrence):
    return url_for("bookings.friends", slug=occurrence.event.slug, key=occurrence.key)
