from datetime import timedelta

from flask import request, url_for
from flask_login import current_user

from app.events import parts, queries, services
from app.events.forms import COSTS, FREE, WHAT_YOU_CAN, WordsForm
from app.events.services import WINDOW_WEEKS, ChangedMeanwhile
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
    )


@bp.route("/organise/<string:slug>/events/<string:event_slug>/words", methods=["GET", "POST"])
@signed_in
def words(slug, event_slug):
    """Its words, who will be there and whom it is held with."""
    page = organisations.team_page(slug)
    event = queries.event_of(page["group"], event_slug)
    form = _words_form(event, page["group"])
    if not form.is_submitted() or "look" in request.form or not form.validate():
        return _words(page, event, form, status=422 if form.errors else 200)
    try:
        services.revise(event, form.values(), form.seen.data or "")
    except ChangedMeanwhile:
        return _words(page, event, form, status=409, is_stale=True)
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
    return see_other(url)


def _words_form(event, group):
    now = services.words_of_event(event)
    form = WordsForm(
        data=now
        | {
            "what_to_expect": "\n".join(event.what_to_expect),
            "cost": COSTS_OF.get(event.cost, COSTS),
            "cost_words": "" if event.cost in COSTS_OF else event.cost,
            "seen": services.mark_of(event),
        }
    )
    form.hosts.choices = [
        (each.id, each.first_name_and_initial)
        for each in queries.may_host(group, current_user, event)
    ]
    form.cohosts.choices = [
        (each.id, each.name) for each in queries.may_cohost(event, current_user)
    ]
    for field in (form.hosts, form.cohosts):
        known = dict(field.choices)
        field.data = [each for each in field.data or () if each in known]
    return form


def _words(page, event, form, status, is_stale=False):
    meanwhile = _meanwhile(event, form) if is_stale else []
    if is_stale:  # what is sent next was written by someone who has read what changed
        form.seen.data = services.mark_of(event)
    return render(
        "events/words.html",
        part="events/_words_form.html",
        status=status,
        **page,
        event=event,
        form=form,
        hints=steps.hints(form),
        looks="look" in request.form,
        meanwhile=meanwhile,
        address=url_for("events.words", slug=page["group"].slug, event_slug=event.slug),
    )


def _meanwhile(event, form):
    """What the event says where it differs from what was typed: label and words."""
    is_now, typed = services.words_of_event(event), form.values()
    return [
        (form[name].label.text, "\n".join(words) if isinstance(words, list) else words)
        for name, words in is_now.items()
        if isinstance(words, str | list) and name in form and words != typed[name]
        if name not in ("hosts", "cohosts")
    ]
