"""The places a group brings: halls, rooms and meeting points."""

from flask import request, url_for

from app.events import queries, services
from app.events.forms import NewVenueForm, VenueForm
from app.events.views import bp, steps
from app.organisations import parts as organisations
from app.places.parts import FACTS
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.geography import coarsen
from app.shared.hypermedia import render, see_other


@bp.get("/organise/<string:slug>/venues")
@signed_in
def venues(slug):
    """What the group looks after."""
    page = organisations.team_page(slug)
    return render("events/venues.html", **page, venues=queries.venues_of(page["group"]))


@bp.route("/organise/<string:slug>/venues/new", methods=["GET", "POST"])
@signed_in
def new_venue(slug):
    """One that is not there yet. An event that was being written goes on with it."""
    page = organisations.team_page(slug)
    group = page["group"]
    form = NewVenueForm(formdata=None) if request.method == "GET" else NewVenueForm()
    draft = _draft(group)
    if not form.is_submitted() or not form.validate():
        return _form(page, form, draft=draft)
    values = form.values()
    where = coarsen(values.pop("where"))
    try:
        venue = services.add_venue(group, values, where)
    except services.NotFound as rule:
        form.where.errors = [str(rule)]
        return _form(page, form, draft=draft)
    except RuleBroken as rule:
        form.name.errors = [str(rule)]
        return _form(page, form, draft=draft)
    url = url_for("events.venues", slug=slug)
    if draft:
        services.keep_step(draft, "place", steps.with_venue(draft, venue.id))
        url = url_for("events.draft", slug=slug, draft_id=draft.id, step="place")
    words = f"{venue.name} is there to choose."
    db.session.commit()
    return see_other(url, words)


@bp.route("/organise/<string:slug>/venues/<int:venue_id>", methods=["GET", "POST"])
@signed_in
def venue(slug, venue_id):
    """What is said of it."""
    page = organisations.team_page(slug)
    if request.method == "GET":
        venue = queries.venue_of(page["group"], venue_id)
        return _form(page, VenueForm.of(venue), venue)
    services.hold_venue(venue_id)
    venue, form = queries.venue_of(page["group"], venue_id), VenueForm()
    if not form.validate():
        return _form(page, form, venue)
    if changed := form.overtaken_by(venue):
        return _form(page, form, venue, status=409, changed=changed)
    services.revise_venue(venue, form.values())
    db.session.commit()
    return see_other(url_for("events.venues", slug=slug), "Saved.")


def _draft(group):
    number = request.values.get("draft", "")
    return queries.draft_of(group, int(number)) if number.isdecimal() else None


def _form(page, form, venue=None, status=None, draft=None, changed=()):
    slug = page["group"].slug
    return render(
        "events/venue.html",
        status=status or (422 if form.errors else 200),
        **page,
        form=form,
        venue=venue,
        draft=draft,
        facts=[form[name] for name in FACTS],
        changed=changed,
        address=url_for("events.venue", slug=slug, venue_id=venue.id)
        if venue
        else url_for("events.new_venue", slug=slug),
    )
