from datetime import timedelta
from types import SimpleNamespace

from flask import request, url_for
from flask_login import current_user

from app.events import parts, queries, services
from app.events.forms import COSTS, FREE, WHAT_YOU_CAN, WordsForm
from app.events.services import WINDOW_WEEKS
from app.events.views import bp, steps
from app.organisations import parts as organisations
from app.organising import parts as organising_parts
from app.organising import queries as organising
from app.shared.access import signed_in
from app.shared.database import db, utcnow
from app.shared.hypermedia import render, see_other

COSTS_OF = {"Free": FREE, "Pay what you can": WHAT_YOU_CAN}


@bp.get("/organise/<string:slug>/events/<string:event_slug>")
@signed_in
def organise(slug, event_slug):
    """One event as those see it who run it: its dates, and all that can be done with it."""
    page = organisations.team_page(slug)
    event = queries.event_of(page["group"], event_slug)
    now = utcnow()
    dates = organising.dates_of(page["group"], now, now + timedelta(weeks=WINDOW_WEEKS), event)
    return render(
        "events/organise.html",
        **page,
        event=event,
        dates=dates,
        how_often=parts.how_often(event),
        times=parts.usual_time(event),
        comes_out=organising_parts.comes_out(event),
        address=parts.site_address(url_for("events.show", slug=event.slug)),
    )


@bp.route("/organise/<string:slug>/events/<string:event_slug>/words", methods=["GET", "POST"])
@signed_in
def words(slug, event_slug):
    """Its words, who will be there and whom it is held with."""
    page = organisations.team_page(slug)
    event = queries.event_of(page["group"], event_slug)
    if request.method == "GET":
        return _words(page, event, _words_form(event))
    services.hold_words(event)
    form = _words_form(event)
    if not form.validate():
        return _words(page, event, form, status=422)
    if "look" in request.form:
        return _words(page, event, form)
    if changed := form.overtaken_by(_as_typed(event)):
        return _words(page, event, form, status=409, changed=changed)
    services.revise(event, form.values(), current_user)
    url = url_for("events.organise", slug=slug, event_slug=event_slug)
    db.session.commit()
    return see_other(url, "Changed.")


@bp.post("/organise/<string:slug>/events/<string:event_slug>/copies")
@signed_in
def copy(slug, event_slug):
    """A draft of another one like it."""
    group = organisations.team_page(slug)["group"]
    draft = services.copy_event(queries.event_of(group, event_slug))
    url = url_for("events.draft", slug=slug, draft_id=draft.id, step="when")
    db.session.commit()
    return see_other(url, "This is a new event with the same words. The old one stays as it is.")


def _words_form(event):
    form = WordsForm() if request.method == "POST" else WordsForm.of(_as_typed(event))
    form.hosts.choices = [
        (each.id, each.first_name_and_initial)
        for each in queries.may_host(event.organisation, current_user, event)
    ]
    form.cohosts.choices = _groups_to_ask(event)
    for field in (form.hosts, form.cohosts):
        known = dict(field.choices)
        # In the order of the numbers, as they are read back: a tick left alone is no change.
        field.data = sorted(each for each in set(field.data or ()) if each in known)
    return form


def _groups_to_ask(event):
    asked = queries.asked_to_cohost(event)
    return [
        (each.id, f"{each.name} (asked)" if each.id in asked else each.name)
        for each in queries.may_cohost(event)
    ]


def _as_typed(event):
    """The words of the event as somebody would type them into the form."""
    words = services.words_of_event(event)
    return SimpleNamespace(
        **words
        | {
            "what_to_expect": "\n".join(event.what_to_expect),
            "cost": COSTS_OF.get(event.cost, COSTS),
            "cost_words": "" if event.cost in COSTS_OF else event.cost,
        }
    )


def _words(page, event, form, status=200, changed=()):
    return render(
        "events/words.html",
        part="events/_words_form.html",
        status=status,
        **page,
        event=event,
        form=form,
        hints=steps.hints(form),
        looks="look" in request.form,
        changed=changed,
        address=url_for("events.words", slug=page["group"].slug, event_slug=event.slug),
    )
