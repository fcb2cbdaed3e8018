"""What volunteering cost oneself."""

from flask import url_for
from flask_login import current_user

from app.hours import queries, services
from app.hours.forms import ClaimForm
from app.hours.services import Cost
from app.hours.views import bp
from app.shared import limits
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.formatting import pounds
from app.shared.hypermedia import render, see_other


@bp.get("/you/expenses")
@signed_in
def my_expenses():
    return _page(_offered(ClaimForm(formdata=None, form_key=new_key())))


@bp.post("/you/expenses")
@limiter.limit(limits.BOOKING)
@signed_in
def claim():
    form = _offered(ClaimForm())
    if not form.validate_on_submit():
        return _page(form, status=422)
    try:
        made = services.claim(_me(), _cost(form), form_key=form.form_key.data)
    except services.Refused as rule:
        return _page(_with_error(form, rule), status=422)
    words = f"Sent: {pounds(made.pence)}. The group looks at it."
    db.session.commit()
    return see_other(_home(), words)


@bp.get("/you/expenses/<int:claim_id>")
@signed_in
def my_expense(claim_id):
    made = queries.my_claim(current_user, claim_id)
    where = (
        f"role-{made.opportunity_id}" if made.opportunity_id else f"group-{made.organisation_id}"
    )
    said = {"where": where, "miles": made.tenths_of_mile}
    said["amount"] = None if made.tenths_of_mile else made.pence
    return _one(made, _offered(ClaimForm(formdata=None, obj=made, **said)))


@bp.post("/you/expenses/<int:claim_id>")
@signed_in
def claim_again(claim_id):
    made, form = queries.my_claim(current_user, claim_id), _offered(ClaimForm())
    if not form.validate_on_submit():
        return _one(made, form, status=422)
    try:
        services.send_claim_again(made, _cost(form))
    except services.Refused as rule:
        return _one(made, _with_error(form, rule), status=422)
    except RuleBroken as rule:
        return see_other(_home(), str(rule))
    db.session.commit()
    return see_other(_home(), "Saved. The group can see it now.")


@bp.post("/you/expenses/<int:claim_id>/taking-back")
@signed_in
def withdraw_claim(claim_id):
    try:
        services.withdraw_claim(queries.my_claim(current_user, claim_id))
    except RuleBroken as rule:
        return see_other(_home(), str(rule))
    db.session.commit()
    return see_other(_home(), "Taken back.")


def _page(form, status=200):
    claims = queries.claims_of(current_user)
    return render("hours/my_expenses.html", status=status, form=form, claims=claims)


def _one(made, form, status=200):
    db.session.refresh(made)
    return render("hours/my_expense.html", status=status, claim=made, form=form)


def _offered(form):
    form.offer([(each.value, each.words) for each in queries.where_given(current_user)])
    return form


def _cost(form):
    where = {each.value: each for each in queries.where_given(current_user)}[form.where.data]
    return Cost(
        day=form.day.data,
        what=form.what.data,
        organisation_id=where.organisation_id,
        opportunity_id=where.opportunity_id,
        pence=form.amount.data,
        tenths_of_mile=form.miles.data,
    )


def _with_error(form, rule):
    form[rule.field].errors = [str(rule)]
    return form


def _home():
    return url_for("hours.my_expenses")


def _me():
    return current_user._get_current_object()
