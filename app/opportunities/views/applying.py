from flask import request, url_for
from flask_login import current_user

from app.opportunities import queries, services
from app.opportunities.models import AGREEMENTS, CURRENT_AGREEMENT
from app.opportunities.views import bp, steps
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other

KEPT = "Kept. Come back to it whenever you like."
SENT = "Sent. Thank you for offering."


@bp.get("/volunteer/<string:slug>/apply")
@signed_in
def apply(slug):
    """On to where it was left."""
    role = queries.public(slug)
    application = queries.live_of(current_user, role)
    if application and not application.is_draft:
        return see_other(_own(application))
    return _nobody_answers(role) or see_other(_next(role, application))


@bp.route("/volunteer/<string:slug>/apply/<string:step>", methods=["GET", "POST"])
@signed_in
def apply_step(slug, step):
    """One page. What can be used is kept, and the next one comes."""
    role = queries.public(slug)
    application = queries.live_of(current_user, role)
    if refused := application is None and _nobody_answers(role):
        return refused
    form = steps.form_of(role, application, step, current_user)
    if not form.validate_on_submit():
        return _step(role, step, form)
    application = services.start(current_user, role)
    try:
        services.keep(application, step, form.values())
    except RuleBroken as rule:
        db.session.rollback()
        return see_other(url_for("opportunities.apply", slug=slug), str(rule))
    url = _next(role, application)
    db.session.commit()
    if "later" in request.form:
        return see_other(url_for("opportunities.mine"), KEPT)
    return see_other(url)


@bp.route("/volunteer/<string:slug>/apply/check", methods=["GET", "POST"])
@signed_in
def check(slug):
    """All of it, before anybody else sees it. Sent once, however often it is tapped."""
    role = queries.public(slug)
    application = queries.live_of(current_user, role)
    if application and not application.is_draft:
        return see_other(_own(application))
    if application is None or steps.first_open(role, application):
        return see_other(_next(role, application))
    if request.method == "GET":
        return _check(role, application)
    try:
        services.send(application, steps.names_of(role))
    except RuleBroken as rule:
        return _check(role, application, refusal=str(rule))
    url = _own(application)
    db.session.commit()
    return see_other(url, SENT)


@bp.post("/volunteer/<string:slug>/apply/removal")
@signed_in
def throw_away(slug):
    application = queries.draft_at(current_user, slug)
    if application:
        services.throw_away(application)
    db.session.commit()
    return see_other(url_for("opportunities.mine"), "It has gone. Nobody has read it.")


def _nobody_answers(role):
    """Back to the role with why, for who would have to answer themselves; else nothing."""
    try:
        services.check_somebody_answers(current_user, role)
    except RuleBroken as rule:
        return see_other(url_for("opportunities.show", slug=role.slug), str(rule))
    return None


def _step(role, step, form):
    names = steps.names_of(role)
    number = names.index(step)
    before = url_for("opportunities.show", slug=role.slug)
    if number:
        before = url_for("opportunities.apply_step", slug=role.slug, step=names[number - 1])
    return render(
        "opportunities/apply_step.html",
        part="opportunities/_apply_form.html",
        status=422 if form.errors else 200,
        role=role,
        step=step,
        number=number + 1,
        steps=len(names),
        question=steps.QUESTIONS[step],
        form=form,
        before=before,
        agreement=AGREEMENTS[CURRENT_AGREEMENT],
    )


def _check(role, application, refusal=""):
    return render(
        "opportunities/check.html",
        status=409 if refusal else 200,
        role=role,
        rows=steps.summary(role, application),
        refusal=refusal,
    )


def _next(role, application):
    step = steps.first_open(role, application)
    if step is None:
        return url_for("opportunities.check", slug=role.slug)
    return url_for("opportunities.apply_step", slug=role.slug, step=step)


def _own(application):
    return url_for("opportunities.own", application_id=application.id)
