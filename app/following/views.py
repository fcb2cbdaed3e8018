"""Asking to be told when dates change, saying yes from the mail, and stopping."""

from flask import Blueprint, abort, request, url_for
from flask_login import current_user

from app.bookings import queries as bookings
from app.events import queries as events
from app.following import parts, queries, services
from app.people.forms import EmailForm
from app.people.parts import person_here
from app.shared import error_pages, limits
from app.shared.access import personal, signed_in
from app.shared.database import db
from app.shared.extensions import csrf, limiter
from app.shared.hypermedia import render, see_other, wants_part

bp = Blueprint("following", __name__)

DATES_SHOWN = 4
OVER = error_pages.Words(
    "We do not write to you about this", "This link has ended, or somebody pressed Stop."
)


@bp.get("/events/<string:slug>/follow")
@personal
def show(slug):
    event = events.published(slug)
    return _follow(event, EmailForm(formdata=None), is_asked="asked" in request.args)


@bp.post("/events/<string:slug>/follow")
@limiter.limit(limits.FOLLOW, deduct_when=lambda response: response.status_code != 422)
@personal
def change(slug):
    """Who is signed in turns it on or off; anyone else leaves an address."""
    event, person = events.published(slug), person_here()
    form = EmailForm()
    if person and person.email:
        wanted = request.form.get("wanted") != "no"
        (services.follow if wanted else services.unfollow)(event, person)
    elif form.validate():
        services.ask(event, form.email.data)
    else:
        return _follow(event, form, status=422)
    db.session.commit()
    if wants_part():
        return _follow(events.published(slug), form, is_asked=True)
    return see_other(url_for("following.show", slug=slug, asked="yes"))


@bp.get("/following/<string:key>")
@personal
def one(key):
    follow = _with_key(key)
    dates = events.next_dates(follow.event, DATES_SHOWN)
    return render(
        "following/one.html",
        follow=follow,
        event=follow.event,
        dates=dates,
        bands=bookings.bands_of(dates),
    )


@bp.post("/following/<string:key>")
@personal
def confirm(key):
    services.confirm(_with_key(key))
    db.session.commit()
    return see_other(url_for("following.one", key=key), "Thank you. We will write if it changes.")


@bp.get("/following/<string:key>/stop")
@personal
def stopping(key):
    return render("following/stop.html", follow=_with_key(key))


@bp.post("/following/<string:key>/stop")
@csrf.exempt
@personal
def stop(key):
    """Mail programs send this by themselves (RFC 8058), without a page of ours: the key is enough.

    Twice is as good as once.
    """
    if follow := queries.with_key(key):
        services.stop(follow)
    db.session.commit()
    return render("following/stop.html", follow=None)


@bp.get("/you/following")
@signed_in
def index():
    return render("following/index.html", follows=queries.of_person(current_user))


def _with_key(key):
    return queries.with_key(key) or abort(error_pages.answer(404, OVER))


def _follow(event, form, status=200, is_asked=False):
    return render(
        "following/show.html",
        part="following/_follow.html",
        status=status,
        event=event,
        **parts.follow(event, form, is_asked),
    )
