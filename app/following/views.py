"""Asking to be told, saying yes from the mail, choosing, and stopping."""

from flask import Blueprint, abort, request, url_for
from flask_login import current_user

from app.bookings import queries as bookings
from app.events import queries as events
from app.following import parts, queries, services
from app.following.forms import ChoicesForm
from app.people.forms import EmailForm
from app.people.parts import person_here
from app.places import queries as places
from app.shared import error_pages, limits
from app.shared.access import personal, signed_in
from app.shared.database import db
from app.shared.extensions import csrf, limiter
from app.shared.geography import Found, coarsen, nearest
from app.shared.hypermedia import render, see_other, wants_part

bp = Blueprint("following", __name__)

DATES_SHOWN = 4
OVER = error_pages.Words(
    "We do not write to you about this", "This link has ended, or somebody pressed Stop."
)


@bp.get("/events/<string:slug>/follow", defaults={"kind": "events"})
@bp.get("/groups/<string:slug>/follow", defaults={"kind": "groups"})
@bp.get("/places/<string:slug>/follow", defaults={"kind": "places"})
@personal
def show(kind, slug):
    subject = queries.subject(kind, slug)
    return _follow(subject, EmailForm(formdata=None), is_asked="asked" in request.args)


@bp.get("/places/follow")
@personal
def near():
    """From a list near somewhere to the page that sends one each week: a village's or a town's."""
    found = places.found(coarsen(request.args.get("place")))
    town = nearest(found.position, places.named()) if isinstance(found, Found) else None
    if not town:
        return see_other(url_for("events.index"))
    return see_other(url_for("following.show", kind="places", slug=town.slug))


@bp.post("/events/<string:slug>/follow", defaults={"kind": "events"})
@bp.post("/groups/<string:slug>/follow", defaults={"kind": "groups"})
@bp.post("/places/<string:slug>/follow", defaults={"kind": "places"})
@limiter.limit(limits.FOLLOW, deduct_when=lambda response: response.status_code != 422)
@personal
def change(kind, slug):
    """Who is signed in turns it on or off; anyone else leaves an address."""
    subject, person = queries.subject(kind, slug), person_here()
    form = EmailForm()
    if person and person.email:
        wanted = request.form.get("wanted") != "no"
        (services.follow if wanted else services.unfollow)(subject, person)
    elif form.validate():
        services.ask(subject, form.email.data)
    else:
        return _follow(subject, form, status=422)
    db.session.commit()
    if wants_part():
        return _follow(queries.subject(kind, slug), form, is_asked=True)
    return see_other(url_for("following.show", kind=kind, slug=slug, asked="yes"))


@bp.get("/following/<string:key>")
@personal
def one(key):
    return _one(_with_key(key))


@bp.post("/following/<string:key>")
@personal
def confirm(key):
    services.confirm(_with_key(key))
    db.session.commit()
    return see_other(url_for("following.one", key=key), "Thank you. We will write to you.")


@bp.post("/following/<string:key>/choices")
@personal
def choose(key):
    form = ChoicesForm()
    follow = _with_key(key)
    if not form.validate_on_submit():
        return _one(follow, status=422)
    services.choose(follow, changes=form.changes.data, weekly=form.weekly.data)
    db.session.commit()
    return see_other(url_for("following.one", key=key), "Saved.")


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
    follows = [(each, queries.subject_of_follow(each)) for each in queries.of_person(current_user)]
    return render("following/index.html", follows=follows)


def _with_key(key):
    return queries.with_key(key) or abort(error_pages.answer(404, OVER))


def _one(follow, status=200):
    subject = queries.subject_of_follow(follow)
    dates = events.next_dates(follow.event, DATES_SHOWN) if subject.is_event else []
    return render(
        "following/one.html",
        status=status,
        follow=follow,
        subject=subject,
        event=follow.event,
        dates=dates,
        bands=bookings.bands_of(dates) if dates else {},
        form=ChoicesForm(changes=follow.tells_changes, weekly=follow.sends_weekly),
    )


def _follow(subject, form, status=200, is_asked=False):
    return render(
        "following/show.html",
        part="following/_follow.html",
        status=status,
        subject=subject,
        **parts.follow_form(subject, form, is_asked),
    )
