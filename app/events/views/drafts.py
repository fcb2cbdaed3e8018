from flask import request, url_for

from app.events import queries, services
from app.events.forms import BY_LINK, NameForm, PublishForm
from app.events.views import bp, steps
from app.organisations import parts as organisations
from app.organising import parts as organising
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other, wants_part
from app.shared.waking import own_zone

GONE = "That draft is published, or thrown away. Here is what you have on."


@bp.get("/organise/<string:slug>/events")
@signed_in
def of_team(slug):
    """What the group has on, and what it is still writing."""
    page = organisations.team_page(slug)
    group = page["group"]
    return render(
        "events/of_team.html",
        **page,
        drafts=queries.drafts_of(group),
        events=queries.events_of(group),
        asked=queries.cohosting_asked_of(group),
        held=queries.held_with_others(group),
    )


@bp.route("/organise/<string:slug>/events/new", methods=["GET", "POST"])
@signed_in
def new(slug):
    """The first step, from which a draft comes."""
    page = organisations.team_page(slug)
    form = NameForm(formdata=None) if request.method == "GET" else NameForm()
    if not form.is_submitted() or not form.validate():
        key = request.form.get("form_key") or new_key()
        return _step(page, None, "name", form, form_key=key)
    try:
        draft = services.start_draft(page["group"], _key_sent())
    except RuleBroken as rule:
        form.title.errors = [str(rule)]
        return _step(page, None, "name", form, form_key=new_key())
    services.keep_step(draft, "name", steps.answers_in(form))
    url = _next_url(slug, draft, "name")
    db.session.commit()
    return see_other(url)


@bp.get("/organise/<string:slug>/events/drafts/<int:draft_id>")
@signed_in
def resume(slug, draft_id):
    """On to where it was left."""
    group = organisations.team_page(slug)["group"]
    draft = queries.draft_of(group, draft_id)
    step = steps.first_open(draft, group)
    if step is None:
        return see_other(url_for("events.check", slug=slug, draft_id=draft_id))
    return see_other(url_for("events.draft", slug=slug, draft_id=draft_id, step=step))


@bp.route(
    "/organise/<string:slug>/events/drafts/<int:draft_id>/<string:step>", methods=["GET", "POST"]
)
@signed_in
def draft(slug, draft_id, step):
    """One step. What can be used is kept, and the next one comes."""
    page = organisations.team_page(slug)
    draft = queries.draft_of(page["group"], draft_id)
    is_sent = request.method == "POST"
    form = steps.form_of(draft, step, page["group"], is_sent=is_sent)
    is_right = (is_sent or step in draft.answers) and steps.is_right(form)
    if not is_sent or not is_right or "look" in request.form:
        status = 422 if is_sent and not is_right else 200
        return _step(page, draft, step, form, status=status, looks="look" in request.form)
    services.keep_step(draft, step, steps.answers_in(form))
    url = _next_url(slug, draft, step)
    if step == "place" and form.venue.data == steps.NEW:
        services.keep_step(draft, step, steps.with_venue(draft, None))
        url = url_for("events.new_venue", slug=slug, draft=draft.id)
    db.session.commit()
    return see_other(url)


@bp.get("/organise/<string:slug>/events/drafts/<int:draft_id>/dates")
@signed_in
def dates(slug, draft_id):
    """The dates that what is typed so far comes to."""
    page = organisations.team_page(slug)
    draft = queries.draft_of(page["group"], draft_id)
    if not wants_part():
        return see_other(url_for("events.draft", slug=slug, draft_id=draft_id, step="when"))
    form = steps.form_typed(request.args)
    return render("events/_dates_preview.html", form=form, **_preview(page, draft, form))


@bp.get("/organise/<string:slug>/events/drafts/<int:draft_id>/check")
@signed_in
def check(slug, draft_id):
    """All of it, before anybody else sees it."""
    page = organisations.team_page(slug)
    draft = queries.draft_of(page["group"], draft_id)
    if step := steps.first_open(draft, page["group"]):
        return see_other(url_for("events.draft", slug=slug, draft_id=draft_id, step=step))
    return _check(page, draft)


@bp.post("/organise/<string:slug>/events/drafts/<int:draft_id>/publication")
@signed_in
def publish(slug, draft_id):
    page = organisations.team_page(slug)
    group = page["group"]
    draft = services.take_draft(group, draft_id)
    if draft is None:  # the second tap of two
        return see_other(url_for("events.of_team", slug=slug), GONE)
    if step := steps.first_open(draft, group):
        return see_other(url_for("events.draft", slug=slug, draft_id=draft_id, step=step))
    form = PublishForm(zone=own_zone().key)
    if not form.validate():
        return _check(page, draft, form)
    try:
        event = services.write_event(draft, steps.values_of(draft, group))
        services.publish_when(event, form.moment, is_listed=form.is_listed)
    except RuleBroken as rule:
        db.session.rollback()
        form.refuse(str(rule), is_too_late=isinstance(rule, services.TooLate))
        return _check(page, queries.draft_of(group, draft_id), form)
    url, words = (
        url_for("events.organise", slug=slug, event_slug=event.slug),
        organising.comes_out(event),
    )
    db.session.commit()
    return see_other(url, words)


@bp.post("/organise/<string:slug>/events/drafts/<int:draft_id>/removal")
@signed_in
def drop(slug, draft_id):
    group = organisations.team_page(slug)["group"]
    if draft := services.take_draft(group, draft_id):
        services.drop_draft(draft)
    db.session.commit()
    return see_other(url_for("events.of_team", slug=slug), "The draft has gone.")


def _key_sent():
    return request.form.get("form_key", "")[:64] or new_key()


def _step(page, draft, step, form, status=None, form_key=None, looks=False):
    status = status or (422 if form.errors else 200)
    address = (
        url_for("events.draft", slug=page["group"].slug, draft_id=draft.id, step=step)
        if draft
        else url_for("events.new", slug=page["group"].slug)
    )
    about = _preview(page, draft, form) if step == "when" else {}
    hints = steps.hints(form) if step in ("name", "about") else []
    return render(
        "events/draft.html",
        part="events/_step_form.html",
        status=status,
        **page,
        draft=draft,
        step=step,
        number=steps.NAMES.index(step) + 1,
        steps=len(steps.NAMES),
        question=steps.QUESTIONS[step],
        form=form,
        form_key=form_key,
        address=address,
        back_url=_back_url(page["group"].slug, draft, step),
        hints=hints,
        looks=looks,
        **about,
    )


def _preview(page, draft, form):
    venue = draft.answers.get("place", {}).get("venue", [""])[0]
    venue_id = int(venue) if venue.isdigit() else None
    days = steps.preview_of(form, page["group"], venue_id)
    return {
        "days": days,
        "preview_url": url_for("events.dates", slug=page["group"].slug, draft_id=draft.id),
    }


def _check(page, draft, form=None):
    group = page["group"]
    if form is None:
        form = PublishForm(formdata=None, zone=own_zone().key)
        if draft.answers.get("publication") == services.ONLY_BY_LINK:
            form.listing.data = BY_LINK
    here = {"slug": group.slug, "draft_id": draft.id}
    rows = [
        (term, words, url_for("events.draft", step=step, **here) if step else None)
        for term, words, step in steps.summary(draft, group)
    ]
    return render(
        "events/check.html",
        status=422 if form.errors else 200,
        **page,
        draft=draft,
        rows=rows,
        hints=steps.hints_on_all(draft, group),
        form=form,
    )


def _next_url(slug, draft, step):
    """The next step that is not answered; the check once all are."""
    later = [name for name in steps.NAMES if name not in draft.answers]
    if not later:
        return url_for("events.check", slug=slug, draft_id=draft.id)
    return url_for("events.draft", slug=slug, draft_id=draft.id, step=later[0])


def _back_url(slug, draft, step):
    before = steps.NAMES.index(step) - 1
    if draft is None or before < 0:
        return url_for("events.of_team", slug=slug)
    return url_for("events.draft", slug=slug, draft_id=draft.id, step=steps.NAMES[before])
