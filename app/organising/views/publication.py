"""When an event comes before the public, who finds it there, and taking it back."""

from flask import url_for

from app.bookings import queries as bookings
from app.bookings import services
from app.events import queries as events
from app.events import services as event_services
from app.events.forms import BY_LINK, EVERYONE, LATER, ListingForm, PublishForm
from app.organisations import parts as organisations
from app.organising import parts
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.route("/organise/<string:slug>/events/<string:event_slug>/publication", methods=["GET", "POST"])
@signed_in
def publication(slug, event_slug):
    """Publish it, now or at a set time; say who can find it."""
    page = organisations.team_page(slug)
    event = events.event_of(page["group"], event_slug)
    form = _form(event)
    if not form.validate_on_submit():
        return _page(page, event, form)
    moment = None if event.is_published else form.moment
    try:
        event_services.publish_when(event, moment, is_listed=form.is_listed)
    except RuleBroken as rule:
        form.refuse(str(rule), is_too_late=isinstance(rule, event_services.TooLate))
        return _page(page, event, form)
    return _done(page, event)


@bp.post("/organise/<string:slug>/events/<string:event_slug>/withdrawal")
@signed_in
def withdrawal(slug, event_slug):
    """Take it back, while nobody has booked."""
    page = organisations.team_page(slug)
    event = events.event_of(page["group"], event_slug)
    try:
        services.withdraw(event)
    except RuleBroken as rule:
        db.session.rollback()
        event = events.event_of(organisations.team_page(slug)["group"], event_slug)
        return _page(page, event, _form(event, is_new=True), refusal=str(rule))
    return _done(page, event)


def _form(event, is_new=False):
    listing = EVERYONE if event.is_listed else BY_LINK
    given = {"formdata": None} if is_new else {}
    if event.is_published:
        return ListingForm(**given, data={"listing": listing})
    asked = {"listing": listing}
    if event.publish_at:
        moment = event.local_publish_at
        asked |= {"when": LATER, "day": moment.date(), "time": moment.time()}
    return PublishForm(**given, zone=event.zone, data=asked)


def _page(page, event, form, refusal=""):
    return render(
        "organising/publication.html",
        status=409 if refusal else 422 if form.errors else 200,
        **page,
        event=event,
        form=form,
        refusal=refusal,
        comes_out=parts.comes_out(event),
        may_withdraw=not bookings.was_ever_booked(event),
    )


def _done(page, event):
    url = url_for("events.organise", slug=page["group"].slug, event_slug=event.slug)
    words = parts.comes_out(event)
    db.session.commit()
    return see_other(url, words)
