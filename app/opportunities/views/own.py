from flask import abort, url_for
from flask_login import current_user

from app.hours import parts as hours
from app.opportunities import parts, permissions, queries, services
from app.opportunities.forms.screening import NameRefereeForm
from app.opportunities.models import AGREEMENTS, CURRENT_AGREEMENT, OVER, VOLUNTEERING
from app.opportunities.views import bp, steps
from app.rota import parts as rota
from app.shared import limits
from app.shared.access import signed_in
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other

THANKS = "Thank you for all you did."


@bp.get("/you/volunteering")
@signed_in
def mine():
    """The one page of somebody who helps, or would like to."""
    every = queries.all_own(current_user)
    return render(
        "opportunities/mine.html",
        roles=[each for each in every if each.state in VOLUNTEERING],
        waiting=[each for each in every if each.state not in (*VOLUNTEERING, *OVER)],
        over=[each for each in every if each.state in OVER],
        parts=parts,
        **rota.next_shifts(current_user),
        **hours.summary(current_user),
    )


@bp.get("/you/volunteering/<int:application_id>")
@signed_in
def own(application_id):
    return _page(queries.own(current_user, application_id))


@bp.post("/you/volunteering/<int:application_id>/acceptance")
@signed_in
def accept(application_id):
    return _act(application_id, services.accept, "Good. Here is what comes next.")


@bp.post("/you/volunteering/<int:application_id>/withdrawal")
@signed_in
def withdraw(application_id):
    return _act(application_id, services.withdraw, "You have taken it back. That is fine.")


@bp.post("/you/volunteering/<int:application_id>/pause")
@signed_in
def pause(application_id):
    words = "You are on a break. Come back whenever you like."
    return _act(application_id, services.pause, words, by=current_user)


@bp.post("/you/volunteering/<int:application_id>/return")
@signed_in
def resume(application_id):
    return _act(application_id, services.resume, "Good to have you back.", by=current_user)


@bp.post("/you/volunteering/<int:application_id>/end")
@signed_in
def end(application_id):
    return _act(application_id, services.end, THANKS, by=current_user)


@bp.post("/you/volunteering/<int:application_id>/agreement")
@signed_in
def read_agreement(application_id):
    return _act(application_id, services.read_agreement, "Thank you.")


@bp.post("/you/volunteering/<int:application_id>/referees/<int:step_id>")
@limiter.limit(limits.FOLLOW)
@signed_in
def name_referee(application_id, step_id):
    application, form = queries.own(current_user, application_id), NameRefereeForm()
    if not form.validate_on_submit():
        return _page(application, status=422, form=form, to_name=step_id)
    try:
        services.name_referee(application, step_id, form.name.data, form.email.data)
    except RuleBroken as rule:
        db.session.rollback()
        form.email.errors = [str(rule)]
        application = queries.own(current_user, application_id)
        return _page(application, status=422, form=form, to_name=step_id)
    db.session.commit()
    return _answer(application_id, "We have asked them.")


@bp.get("/you/volunteering/<int:application_id>/check")
@signed_in
def about_check(application_id):
    """What an official check shows, and what it does not mean. Not there before an offer, nor where
    the role has none."""
    application = queries.own(current_user, application_id)
    if not permissions.can_speak_of_a_record(application):
        abort(404)
    return render("opportunities/about_check.html", application=application)


def _act(application_id, verb, words, **more):
    """Do it, and show the page again."""
    application = queries.own(current_user, application_id)
    more = {name: each._get_current_object() for name, each in more.items()}
    try:
        verb(application, **more)
    except RuleBroken as rule:
        db.session.rollback()
        return _page(queries.own(current_user, application_id), status=409, refusal=str(rule))
    db.session.commit()
    return _answer(application_id, words)


def _answer(application_id, words):
    return see_other(url_for("opportunities.own", application_id=application_id), words)


def _page(application, status=200, refusal="", form=None, to_name=None):
    role = application.opportunity
    others = queries.other_roles(application, 3, utcnow().date()) if application.is_over else []
    tasks = queries.steps_of(application)
    replies = queries.replies_to(tasks)
    return render(
        "opportunities/own.html",
        part="opportunities/_own.html",
        status=status,
        application=application,
        role=role,
        stands=parts.stands(application),
        rows=[(term, words, None) for term, words, _ in steps.summary(role, application)],
        tasks=tasks,
        replies=replies,
        notes=queries.notes_on(application),
        others=others,
        may_ask_again=application.is_over and queries.may_be_sent(application),
        speaks_of_a_record=permissions.can_speak_of_a_record(application),
        agreement=AGREEMENTS[CURRENT_AGREEMENT],
        refusal=refusal,
        form=form or NameRefereeForm(formdata=None),
        to_name=to_name or parts.to_name(application, tasks, replies),
    )
