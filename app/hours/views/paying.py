"""What a group does about costs that people ask back."""

from flask import request, url_for
from flask_login import current_user

from app.hours import permissions, queries, services
from app.hours.forms import RateForm, WordsForm
from app.hours.views import bp
from app.hours.views.ticking import outcome, ticked
from app.opportunities import parts
from app.shared.access import signed_in
from app.shared.csv_file import csv_file
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import plural
from app.shared.hypermedia import render, see_other, wants_part

ACTS = {
    "approve": (services.approve, "approved"),
    "pay": (services.mark_paid, "marked as paid back"),
}
HEAD = ("Day", "Person", "Role", "What", "Miles", "Pounds", "Where it stands", "Paid on")


@bp.get("/organise/<string:slug>/expenses")
@signed_in
def expenses(slug):
    return _open(slug)


@bp.post("/organise/<string:slug>/expenses")
@signed_in
def settle_expenses(slug):
    group = _page(slug)["group"]
    chosen = ticked("claims")
    act = request.form.get("act", "")
    if not chosen or act not in ACTS:
        return _open(slug, status=422, refusal="Tick the claims that you mean")
    verb, done = ACTS[act]
    try:
        number, changed = verb(group, chosen, _me())
    except RuleBroken as rule:
        return _open(slug, status=422, refusal=str(rule))
    db.session.commit()
    done = f"{plural(number, 'claim')} {done}."
    words = outcome(number, changed, done, "That is done already.")
    return _open(slug, said=words) if wants_part() else see_other(_home(slug), words)


@bp.post("/organise/<string:slug>/expenses/rate")
@signed_in
def set_rate(slug):
    group, form = _page(slug)["group"], RateForm()
    if not form.validate_on_submit():
        return _open(slug, status=422, form=form)
    services.set_rate(group, form.pence.data)
    db.session.commit()
    return see_other(_home(slug), "Saved. It counts for claims from now on.")


@bp.get("/organise/<string:slug>/expenses/all.csv")
@signed_in
def expenses_file(slug):
    return csv_file("expenses.csv", HEAD, map(_row, queries.all_claims(_page(slug)["group"])))


@bp.get("/organise/<string:slug>/expenses/<int:claim_id>")
@signed_in
def expense(slug, claim_id):
    page = _page(slug)
    return _one(page, queries.claim_of(page["group"], claim_id))


@bp.post("/organise/<string:slug>/expenses/<int:claim_id>/question")
@signed_in
def ask_about_claim(slug, claim_id):
    return _with_words(slug, claim_id, services.ask_about_claim, "Asked. They can answer.")


@bp.post("/organise/<string:slug>/expenses/<int:claim_id>/refusal")
@signed_in
def turn_claim_down(slug, claim_id):
    return _with_words(slug, claim_id, services.turn_claim_down, "Not approved. They are told why.")


def _with_words(slug, claim_id, verb, said):
    page = _page(slug)
    claim, form = queries.claim_of(page["group"], claim_id), WordsForm(prefix=verb.__name__)
    if not form.validate_on_submit():
        return _one(page, claim, form, status=422, tried=verb.__name__)
    try:
        verb(claim, form.words.data, _me())
    except RuleBroken as rule:
        form.words.errors = [str(rule)]
        return _one(page, claim, form, status=422, tried=verb.__name__)
    db.session.commit()
    return see_other(_home(slug), said)


def _open(slug, status=200, refusal="", said="", form=None):
    page = _page(slug)
    claims = queries.open_claims(page["group"])
    pence = queries.pence_per_mile(page["group"].id)
    return render(
        "hours/expenses.html",
        part="hours/_claims.html",
        status=status,
        refusal=refusal,
        said=said,
        form=form or RateForm(formdata=None, pence=pence),
        sent=[each for each in claims if each.standing == "sent" and _may(each)],
        approved=[each for each in claims if each.standing == "approved" and _may(each)],
        asked=[each for each in claims if each.has_question and _may(each)],
        own=[each for each in claims if not _may(each)],
        **page,
    )


def _one(page, claim, form=None, status=200, tried=""):
    names = ("ask_about_claim", "turn_claim_down")
    forms = {name: WordsForm(formdata=None, prefix=name) for name in names}
    if form:
        forms[tried] = form
    context = {"claim": claim, "forms": forms, "form": form, "may_decide": _may(claim), **page}
    return render("hours/expense.html", status=status, **context)


def _row(claim):
    return (
        claim.day.isoformat(),
        claim.person.first_name_and_initial,
        claim.opportunity.title if claim.opportunity else "",
        claim.what,
        claim.tenths_of_mile and claim.tenths_of_mile / 10,
        f"{claim.pence / 100:.2f}",
        claim.standing.label,
        claim.paid_at and claim.paid_at.date().isoformat(),
    )


def _page(slug):
    return parts.volunteering_page(slug, under="hours.expenses")


def _may(claim):
    return permissions.can_decide(current_user, claim)


def _home(slug):
    return url_for("hours.expenses", slug=slug)


def _me():
    return current_user._get_current_object()
