"""What a group does with the hours that people gave it, and what they add up to."""

from datetime import timedelta

from flask import request, url_for
from flask_login import current_user

from app.hours import permissions, queries, services
from app.hours.forms import CorrectionForm, PeriodForm, WordsForm
from app.hours.views import bp
from app.hours.views.ticking import outcome, ticked
from app.opportunities import parts
from app.shared.access import signed_in
from app.shared.csv_file import csv_file
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import plural
from app.shared.hypermedia import render, see_other, wants_part
from app.shared.local_time import today_in
from app.shared.waking import own_zone

YEAR = timedelta(days=365)


@bp.get("/organise/<string:slug>/hours")
@signed_in
def of_team(slug):
    return _waiting(slug)


@bp.post("/organise/<string:slug>/hours")
@signed_in
def confirm(slug):
    group = _page(slug)["group"]
    chosen = ticked("entries")
    if not chosen:
        return _waiting(slug, status=422, refusal="Tick the hours that you confirm")
    try:
        number, changed = services.confirm(group, chosen, _me())
    except RuleBroken as rule:
        return _waiting(slug, status=422, refusal=str(rule))
    db.session.commit()
    done = f"{plural(number, 'entry', 'entries')} confirmed."
    words = outcome(number, changed, done, "Confirmed already.")
    return _waiting(slug, said=words) if wants_part() else see_other(_home(slug), words)


@bp.get("/organise/<string:slug>/hours/<int:entry_id>")
@signed_in
def decide(slug, entry_id):
    page, entry = _of_group(slug, entry_id)
    return _one(page, entry)


@bp.post("/organise/<string:slug>/hours/<int:entry_id>/question")
@signed_in
def ask(slug, entry_id):
    return _with_words(slug, entry_id, services.ask, "Asked. They can answer or change it.")


@bp.post("/organise/<string:slug>/hours/<int:entry_id>/refusal")
@signed_in
def turn_down(slug, entry_id):
    return _with_words(slug, entry_id, services.turn_down, "Not confirmed. They are told why.")


@bp.post("/organise/<string:slug>/hours/<int:entry_id>/correction")
@signed_in
def correct(slug, entry_id):
    page, entry = _of_group(slug, entry_id)
    form = CorrectionForm()
    if not form.validate_on_submit():
        return _one(page, entry, form, status=422, act="correct")
    try:
        services.correct(entry, form.length.data, form.words.data, _me())
    except RuleBroken as rule:
        getattr(form, getattr(rule, "field", "words")).errors = [str(rule)]
        return _one(page, entry, form, status=422, act="correct")
    db.session.commit()
    return see_other(_home(slug), "Corrected. They are told.")


@bp.get("/organise/<string:slug>/hours/sums")
@signed_in
def sums(slug):
    page, form = _page(slug), PeriodForm(request.args)
    period = _period(form)
    rows = queries.sums(page["group"], *period) if period else []
    status = 200 if period else 422
    return render("hours/sums.html", status=status, form=form, period=period, rows=rows, **page)


@bp.get("/organise/<string:slug>/hours/sums.csv")
@signed_in
def sums_file(slug):
    group, period = _page(slug)["group"], _period(PeriodForm(request.args))
    if not period:
        return see_other(url_for("hours.sums", slug=slug))
    rows = ((row.name, row.role, row.minutes / 60) for row in queries.sums(group, *period))
    return csv_file("hours.csv", ("Person", "Role", "Hours"), rows)


def _with_words(slug, entry_id, verb, said):
    page, entry = _of_group(slug, entry_id)
    form = WordsForm(prefix=verb.__name__)
    if not form.validate_on_submit():
        return _one(page, entry, form, status=422, act=verb.__name__)
    try:
        verb(entry, form.words.data, _me())
    except RuleBroken as rule:
        form.words.errors = [str(rule)]
        return _one(page, entry, form, status=422, act=verb.__name__)
    db.session.commit()
    return see_other(_home(slug), said)


def _waiting(slug, status=200, refusal="", said=""):
    page = _page(slug)
    entries = queries.waiting_for(page["group"])
    return render(
        "hours/of_team.html",
        part="hours/_waiting.html",
        status=status,
        refusal=refusal,
        said=said,
        theirs=[each for each in entries if not each.has_question and _may(each)],
        asked=[each for each in entries if each.has_question and _may(each)],
        own=[each for each in entries if not _may(each)],
        lately=queries.confirmed_lately(page["group"]),
        **page,
    )


def _one(page, entry, form=None, status=200, act=""):
    correction = CorrectionForm(formdata=None, length=entry.minutes)
    return render(
        "hours/decide.html",
        status=status,
        entry=entry,
        act=act,
        form=form or WordsForm(formdata=None),
        may_decide=_may(entry),
        question=form if act == "ask" else WordsForm(formdata=None, prefix="ask"),
        refusal=form if act == "turn_down" else WordsForm(formdata=None, prefix="turn_down"),
        correction=form if act == "correct" else correction,
        **page,
    )


def _of_group(slug, entry_id):
    page = _page(slug)
    return page, queries.of_group(page["group"], entry_id)


def _period(form):
    today = today_in(own_zone().key)
    return form.period(today - YEAR, today)


def _page(slug):
    return parts.volunteering_page(slug, under="hours.of_team")


def _may(entry):
    return permissions.can_decide(current_user, entry)


def _home(slug):
    return url_for("hours.of_team", slug=slug)


def _me():
    return current_user._get_current_object()
