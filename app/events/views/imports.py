"""Bringing in what a group has in another calendar: look first, then bring it in, then publish."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import current_app, url_for
from flask_login import current_user

from app.events import parts, queries
from app.events.forms import BringForm, ImportForm
from app.events.models import Event
from app.events.queries import imports as import_queries
from app.events.services import importing as services
from app.events.services.importing import Choices, Fate, Unreadable, Window
from app.events.views import bp
from app.events.views.steps import venue_choices
from app.organisations import parts as organisations
from app.shared import limits
from app.shared.access import signed_in
from app.shared.csv_file import csv_file
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.formatting import long_date, plural, span
from app.shared.hypermedia import render, see_other
from app.shared.incoming import takes

MOST_SENT = 3 * services.MAX_BYTES
"""Bytes: enough to be told kindly that a file is too large."""
MOST_SHOWN = 100
"""Entries of one fate on the page."""
ORDER = (
    *(Fate.NEW, Fate.MORE, Fate.CHANGED, Fate.PUBLIC, Fate.UNREADABLE, Fate.UNKEPT),
    *(Fate.CANCELLED, Fate.FAR, Fate.OVER, Fate.SAME),
)
EXAMPLE_HEAD = ("Name", "Date", "Starts", "Ends", "Where", "About")


@bp.get("/organise/<string:slug>/import")
@signed_in
def importing(slug):
    return _ask(organisations.team_page(slug), ImportForm(formdata=None))


@bp.post("/organise/<string:slug>/import")
@takes(MOST_SENT, file=services.MAX_BYTES)
@limiter.limit(limits.IMPORT)
@signed_in
def take_in(slug):
    page, form = organisations.team_page(slug), ImportForm()
    if not form.validate_on_submit():
        return _ask(page, form, status=422)
    try:
        text = services.text_of(_sent(form))
        waiting = services.keep_import(text, page["group"], current_user, _window())
    except Unreadable as trouble:
        (form.file if form.file.data else form.pasted).errors = [str(trouble)]
        return _ask(page, form, status=422)
    url = url_for("events.dry_run", slug=slug, import_id=waiting.id)
    db.session.commit()
    return see_other(url)


@bp.get("/organise/<string:slug>/import/example.csv")
@signed_in
def import_example(slug):
    organisations.team_page(slug)
    return csv_file("example.csv", EXAMPLE_HEAD, _example(_window().today))


@bp.get("/organise/<string:slug>/import/<int:import_id>")
@signed_in
def dry_run(slug, import_id):
    """What would become of each entry. Nothing is written."""
    page, waiting = _waiting(slug, import_id)
    if waiting.brought_at:
        return see_other(url_for("events.brought", slug=slug, import_id=import_id))
    plan = services.plan(waiting.text, page["group"], _window())
    form = _bring_form(page["group"], plan, formdata=None, data={"audience": "open"})
    return _look(page, waiting, plan, form)


@bp.post("/organise/<string:slug>/import/<int:import_id>")
@limiter.limit(limits.IMPORT)
@signed_in
def bring_in(slug, import_id):
    page, waiting = _waiting(slug, import_id)
    done = url_for("events.brought", slug=slug, import_id=import_id)
    if waiting.brought_at:  # the second tap of two
        return see_other(done)
    plan = services.plan(waiting.text, page["group"], _window())
    form = _bring_form(page["group"], plan)
    if not form.validate_on_submit():
        return _look(page, waiting, plan, form, status=422)
    try:
        services.bring_in(waiting, page["group"], _choices(form), _window())
    except RuleBroken as rule:
        db.session.rollback()
        page, waiting = _waiting(slug, import_id)
        form.form_errors = [str(rule)]
        return _look(page, waiting, plan, form, status=422)
    db.session.commit()
    return see_other(done)


@bp.get("/organise/<string:slug>/import/<int:import_id>/done")
@signed_in
def brought(slug, import_id):
    """What came of it, and the button that lets everyone see it."""
    page, waiting = _waiting(slug, import_id)
    return _done(page, waiting)


@bp.post("/organise/<string:slug>/import/<int:import_id>/publication")
@signed_in
def publish_brought(slug, import_id):
    page, waiting = _waiting(slug, import_id)
    is_checked = page["group"].is_public
    try:
        services.publish_brought(waiting, page["group"])
    except RuleBroken as rule:
        db.session.rollback()
        page, waiting = _waiting(slug, import_id)
        return _done(page, waiting, refusal=str(rule))
    db.session.commit()
    words = "It is live." if is_checked else "Saved. It comes out once the network has checked it."
    return see_other(url_for("events.of_team", slug=slug), words)


@bp.post("/organise/<string:slug>/import/<int:import_id>/removal")
@signed_in
def drop_import(slug, import_id):
    _, waiting = _waiting(slug, import_id)
    services.drop_import(waiting)
    db.session.commit()
    return see_other(url_for("events.importing", slug=slug), "The file has gone.")


def _example(today):
    art = ("18:30", "20:30", "Bank Top Village Hall", "Paint, or just sit by.")
    walk = ("10am", "12 noon", "Cromford Wharf", "Three flat miles.")
    for name, weeks, rest in (("Art group", 2, art), ("Art group", 3, art), ("Walk", 4, walk)):
        yield (name, f"{today + timedelta(weeks=weeks):%d/%m/%Y}", *rest)


def _waiting(slug, import_id):
    page = organisations.team_page(slug)
    return page, import_queries.waiting_import(page["group"], current_user, import_id)


def _window():
    zone = ZoneInfo(current_app.config["SETTINGS"].time_zone)
    return Window(utcnow().astimezone(zone).date(), zone)


def _sent(form):
    if form.file.data:
        return form.file.data.read(services.MAX_BYTES + 1)
    return form.pasted.data.encode("utf-8", "replace")


def _bring_form(group, plan, **given):
    form = BringForm(**given)
    form.kind.choices = [("", "Choose one"), *((k.slug, k.name) for k in queries.kinds())]
    form.audience.choices = [(each.slug, each.name) for each in queries.audiences()]
    form.venue.choices = venue_choices(group)
    if plan.needs_venue:
        form.ask_where()
    return form


def _choices(form):
    (kind,) = (kind for kind in queries.kinds() if kind.slug == form.kind.data)
    (audience,) = (each for each in queries.audiences() if each.slug == form.audience.data)
    return Choices(kind, audience, form.venue.data or "", form.capacity.data)


def _ask(page, form, status=200):
    return render("events/importing.html", status=status, **page, form=form)


def _look(page, waiting, plan, form, status=200):
    counted = dict(plan.counts)
    groups = [
        (fate, counted[fate], [row for row in plan.rows if row.fate == fate][:MOST_SHOWN])
        for fate in ORDER
        if fate in counted
    ]
    return render(
        "events/dry_run.html",
        status=status,
        **page,
        waiting=waiting,
        plan=plan,
        form=form,
        groups=groups,
        when=_when,
    )


def _done(page, waiting, refusal=""):
    group = page["group"]
    return render(
        "events/brought.html",
        status=422 if refusal else 200,
        **page,
        waiting=waiting,
        refusal=refusal,
        events=import_queries.events_named(group, waiting.event_ids),
        hidden=len(import_queries.unpublished(group, waiting.event_ids)),
    )


def _when(entry):
    """When an entry is, in words; empty for one that could not be read."""
    if entry.rule:
        rule = entry.rule
        event = Event(
            frequency=rule.frequency,
            weekdays=list(rule.weekdays),
            nth=rule.nth,
            first_date=rule.first_date,
        )
        start = datetime.combine(rule.first_date, rule.start_time)
        times = span(start, start + timedelta(minutes=rule.duration_minutes))
        return f"{parts.how_often(event)}, {times}"
    if not entry.slots:
        return ""
    slot = entry.slots[0]
    start = datetime.combine(slot.day, slot.start)
    if len(entry.slots) > 1:
        return f"{plural(len(entry.slots), 'date')} from {long_date(start)} on"
    return f"{long_date(start)}, {span(start, start + timedelta(minutes=slot.minutes))}"
