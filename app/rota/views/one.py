"""One shift, for those who look after the rota."""

from flask import abort, request, url_for

from app.opportunities import parts as opportunities
from app.rota import parts, queries, services
from app.rota.forms import PeopleForm, PutInForm
from app.rota.views import bp
from app.rota.views.mine import person
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other

ONE = "/organise/<string:slug>/rota/<int:shift_id>"


@bp.get(ONE)
@signed_in
def shift(slug, shift_id):
    return _page(slug, shift_id)


@bp.post(f"{ONE}/people")
@signed_in
def put_in(slug, shift_id):
    """Somebody of the role; in spite of the rules of rest where there is a note."""
    shift = _shift(slug, shift_id)
    people = {each.id: each for each in queries.could_be_put_in(shift)}
    form = PutInForm.among(people.values())
    if not form.validate_on_submit():
        return _page(slug, shift_id, form=form, status=422)
    chosen = people[form.person_id.data]
    try:
        services.put_in(shift, chosen, person(), form.note.data or "")
    except services.CannotSignUp as rule:
        db.session.rollback()
        form.person_id.errors = [str(rule)]
        asks = rule.refusal is not None and rule.refusal.may_be_overridden
        return _page(slug, shift_id, form=form, asks_why=asks, status=422)
    db.session.commit()
    return _back(slug, shift_id, "They are on it, and have been told.")


@bp.post(f"{ONE}/people/<int:signup_id>")
@signed_in
def mark(slug, shift_id, signup_id):
    """Was there, was not there, or neither."""
    signup = queries.one_on(_shift(slug, shift_id), signup_id)
    acts = {
        "came": lambda: services.mark_came(signup, person()),
        "missed": lambda: services.mark_missed(signup),
        "unmark": lambda: services.unmark(signup),
    }
    act = acts.get(request.form.get("act", "")) or abort(400)
    return _act(slug, shift_id, act, "Noted down.")


@bp.post(f"{ONE}/numbers")
@signed_in
def set_people(slug, shift_id):
    shift, form = _shift(slug, shift_id), PeopleForm()
    if not form.validate_on_submit():
        return _page(slug, shift_id, numbers=form, status=422)
    least, most = form.least.data, form.most.data
    return _act(slug, shift_id, lambda: services.set_people(shift, least, most), "Saved.")


@bp.post(f"{ONE}/off")
@signed_in
def call_off(slug, shift_id):
    shift = _shift(slug, shift_id)
    words = "It is off. Whoever was on it has been told."
    return _act(slug, shift_id, lambda: services.call_off(shift), words)


@bp.post(f"{ONE}/on")
@signed_in
def put_back_on(slug, shift_id):
    shift = _shift(slug, shift_id)
    words = "It is on again. Whoever was on it has been told."
    return _act(slug, shift_id, lambda: services.put_back_on(shift), words)


def _shift(slug, shift_id):
    return queries.of_group(opportunities.volunteering_page(slug)["group"], shift_id)


def _act(slug, shift_id, verb, words):
    try:
        verb()
    except RuleBroken as rule:
        db.session.rollback()
        return _page(slug, shift_id, refusal=str(rule), status=409)
    db.session.commit()
    return _back(slug, shift_id, words)


def _back(slug, shift_id, words):
    return see_other(url_for("rota.shift", slug=slug, shift_id=shift_id), words)


def _page(slug, shift_id, form=None, numbers=None, refusal="", asks_why=False, status=200):
    page = opportunities.volunteering_page(slug, under="rota.of_team")
    shift = queries.of_group(page["group"], shift_id)
    form = form or PutInForm.among(queries.could_be_put_in(shift), formdata=None)
    return render(
        "rota/shift.html",
        status=status,
        **page,
        **parts.one(shift),
        form=form,
        numbers=numbers or PeopleForm(formdata=None, obj=shift),
        asks_why=asks_why,
        refusal=refusal,
    )
