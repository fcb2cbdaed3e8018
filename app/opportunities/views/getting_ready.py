from flask import url_for
from flask_login import current_user

from app.opportunities import queries, services
from app.opportunities.forms.screening import StepForm
from app.opportunities.services import StepAct
from app.opportunities.views import bp
from app.opportunities.views.deciding import team_page
from app.shared.access import signed_in
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other, wants_part


@bp.route(
    "/organise/applications/<int:application_id>/steps/<int:step_id>", methods=["GET", "POST"]
)
@signed_in
def step(application_id, step_id):
    """One thing to do before somebody starts: a row of the list with htmx, else a page."""
    application = queries.to_decide(current_user, application_id)
    found = queries.step_of(application, step_id)
    form = StepForm(on=utcnow().date())
    if not form.is_submitted() or not form.validate():
        return _step(application, found, form)
    if form.act.data not in list(StepAct):
        return _step(application, found, form, "Choose what happened.")
    try:
        services.act_on_step(
            application,
            step_id,
            StepAct(form.act.data),
            current_user._get_current_object(),
            on=form.on.data,
            reason=form.reason.data or "",
        )
    except RuleBroken as rule:
        db.session.rollback()
        application = queries.to_decide(current_user, application_id)
        return _step(application, queries.step_of(application, step_id), form, str(rule))
    is_over, is_ready = application.is_over, queries.is_ready(application)
    db.session.commit()
    url = url_for("opportunities.application", application_id=application_id)
    if is_over:
        return see_other(url, "They have their answer, and know how to ask again.")
    if is_ready or not wants_part():  # once all is done the head of the page says so
        return see_other(url if is_ready else f"{url}#step-{step_id}")
    application = queries.to_decide(current_user, application_id)
    return _step(application, queries.step_of(application, step_id), None)


def _step(application, step, form, refusal=""):
    return render(
        "opportunities/step.html",
        part="opportunities/_step.html",
        status=422 if refusal or (form and form.errors) else 200,
        **({} if wants_part() else team_page(application)),
        application=application,
        step=step,
        reply=queries.reply_to(step),
        form=form,
        refusal=refusal,
        me=current_user,
        is_new=wants_part(),
        today=utcnow().date(),
    )
