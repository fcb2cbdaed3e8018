from flask import url_for
from flask_login import current_user

from app.company import parts, permissions, queries, services
from app.company.forms import AfterForm, SpotForm
from app.company.views import bp
from app.shared import limits
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other


@bp.get("/you/volunteering/buddy")
@signed_in
def buddy():
    return render(
        "company/buddy.html",
        place=lambda request: parts.place(request, current_user),
        promised=queries.promised_by(current_user),
        asked=queries.asked_of(current_user),
        may_meet=queries.may_meet_anyone(current_user),
    )


@bp.get("/you/volunteering/buddy/<int:request_id>")
@signed_in
def one(request_id):
    return _one(queries.one_for_buddy(request_id, current_user))


@bp.post("/you/volunteering/buddy/<int:request_id>/yes")
@limiter.limit(limits.BOOKING)
@signed_in
def say_yes(request_id):
    request = queries.one_for_buddy(request_id, current_user)
    return _act(
        request, lambda: services.say_yes(request, _person()), "Thank you. They will see it."
    )


@bp.post("/you/volunteering/buddy/<int:request_id>/place")
@limiter.limit(limits.BOOKING)
@signed_in
def say_where(request_id):
    request, form = queries.one_for_buddy(request_id, current_user), SpotForm()
    if not form.validate_on_submit():
        return _one(request, status=422, form=form)
    spot, wearing = form.buddy_spot.data or "", form.buddy_wearing.data or ""
    return _act(request, lambda: services.say_where(request, _person(), spot, wearing), "Saved.")


@bp.post("/you/volunteering/buddy/<int:request_id>/step-back")
@limiter.limit(limits.BOOKING)
@signed_in
def step_back(request_id):
    request = queries.one_for_buddy(request_id, current_user)
    words = "That’s fine. We ask others."
    return _act(request, lambda: services.step_back(request, _person()), words, is_done=True)


@bp.post("/you/volunteering/buddy/<int:request_id>/not-this-person")
@limiter.limit(limits.BOOKING)
@signed_in
def put_aside(request_id):
    request = queries.one_for_buddy(request_id, current_user)
    words = "You will not be asked to meet them again. Nobody is told."
    return _act(request, lambda: services.put_aside(request, _person()), words, is_done=True)


@bp.post("/you/volunteering/buddy/<int:request_id>/after")
@limiter.limit(limits.BOOKING)
@signed_in
def say_how_we_met(request_id):
    request, form = queries.one_for_buddy(request_id, current_user), AfterForm()
    if not form.validate_on_submit():
        return _one(request, status=422, refusal="Choose one of the two.")
    has_met = form.went.data == "met"
    return _act(request, lambda: services.say_how_we_met(request, _person(), has_met), "Thank you.")


def _person():
    return current_user._get_current_object()


def _act(request, verb, words, is_done=False):
    address = url_for("company.one", request_id=request.id)
    try:
        verb()
    except RuleBroken as rule:
        db.session.rollback()
        return see_other(url_for("company.buddy"), str(rule))
    db.session.commit()
    return see_other(url_for("company.buddy") if is_done else address, words)


def _one(request, status=200, form=None, refusal=""):
    is_mine = request.buddy_id == current_user.id
    return render(
        "company/one.html",
        status=status,
        request=request,
        occurrence=request.occurrence,
        place=parts.place(request, current_user),
        is_mine=is_mine,
        is_over=is_mine and permissions.can_say_how_it_went(request),
        form=form or SpotForm(formdata=None, obj=request),
        refusal=refusal,
    )
