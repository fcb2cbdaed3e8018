from flask import url_for
from flask_login import current_user

from app.opportunities import parts, queries, services
from app.opportunities.forms.deciding import NoteForm, ReasonForm
from app.opportunities.views import bp, steps
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other

ANSWERED = 30
"""How many that are over are listed."""


@bp.get("/organise/<string:slug>/applications")
@signed_in
def applications(slug):
    """Who waits for this group, who is on the way, and who was answered."""
    page = parts.volunteering_page(slug, queries.DECIDING)
    found = queries.of_group(page["group"], but=current_user)
    over = queries.answered_of_group(page["group"], current_user, ANSWERED)
    return render(
        "opportunities/applications.html",
        **page,
        applications=found,
        over=over,
        with_whom=queries.with_whom(found),
    )


@bp.get("/organise/applications/<int:application_id>")
@signed_in
def application(application_id):
    return _page(queries.to_decide(current_user, application_id))


@bp.post("/organise/applications/<int:application_id>/keeper")
@signed_in
def take(application_id):
    return _act(application_id, services.take, "It is with you.")


@bp.post("/organise/applications/<int:application_id>/chat")
@signed_in
def invite_to_talk(application_id):
    words = "We have told them. Get in touch to find a time."
    return _act(application_id, services.invite_to_talk, words)


@bp.post("/organise/applications/<int:application_id>/offer")
@signed_in
def offer(application_id):
    return _act(application_id, services.offer, "Offered. They say yes or no.")


@bp.post("/organise/applications/<int:application_id>/reserve")
@signed_in
def put_on_reserve(application_id):
    return _act(application_id, services.put_on_reserve, "They are on the list, and know it.")


@bp.post("/organise/applications/<int:application_id>/space")
@signed_in
def find_space(application_id):
    return _act(application_id, services.find_space, "We have told them. Get in touch.")


@bp.post("/organise/applications/<int:application_id>/welcome")
@signed_in
def welcome(application_id):
    return _act(application_id, services.welcome, "They are in the team, and know it.")


@bp.post("/organise/applications/<int:application_id>/pause")
@signed_in
def pause_theirs(application_id):
    return _act(application_id, services.pause, "They are on a break.")


@bp.post("/organise/applications/<int:application_id>/return")
@signed_in
def resume_theirs(application_id):
    return _act(application_id, services.resume, "They are back.")


@bp.post("/organise/applications/<int:application_id>/end")
@signed_in
def end_theirs(application_id):
    return _act(application_id, services.end, "It has ended, and they are thanked.")


@bp.route("/organise/applications/<int:application_id>/not-this-time", methods=["GET", "POST"])
@signed_in
def not_this_time(application_id):
    """Why, in words that are sent."""
    application, form = queries.to_decide(current_user, application_id), ReasonForm()
    if not form.validate_on_submit():
        return _refusing(application, form)
    try:
        services.say_not_this_time(application, form.reason.data, _me())
    except RuleBroken as rule:
        db.session.rollback()
        form.reason.errors = [str(rule)]
        return _refusing(queries.to_decide(current_user, application_id), form)
    slug = application.opportunity.organisation.slug
    db.session.commit()
    return see_other(url_for("opportunities.applications", slug=slug), "They have their answer.")


@bp.post("/organise/applications/<int:application_id>/notes")
@signed_in
def write_note(application_id):
    application, form = queries.to_decide(current_user, application_id), NoteForm()
    if not form.validate_on_submit():
        return _page(application, status=422, note_form=form)
    key = (form.form_key.data or "")[:64] or new_key()
    services.write_note(application, form.words.data, key, _me())
    db.session.commit()
    return _answer(application_id, "Noted. They can read it.")


def _act(application_id, verb, words):
    """Do it, and show the page again."""
    application = queries.to_decide(current_user, application_id)
    try:
        verb(application, by=_me())
    except RuleBroken as rule:
        db.session.rollback()
        application = queries.to_decide(current_user, application_id)
        return _page(application, status=409, refusal=str(rule))
    db.session.commit()
    return _answer(application_id, words)


def _answer(application_id, words):
    return see_other(url_for("opportunities.application", application_id=application_id), words)


def _me():
    return current_user._get_current_object()


def team_page(application):
    """What the layout of a team's pages about volunteering takes, for one application."""
    return parts.volunteering_page(
        application.opportunity.organisation.slug,
        queries.DECIDING,
        under="opportunities.applications",
    )


def _refusing(application, form):
    return render(
        "opportunities/not_this_time.html",
        status=422 if form.errors else 200,
        **team_page(application),
        application=application,
        form=form,
    )


def _page(application, status=200, refusal="", note_form=None):
    note_form = note_form or NoteForm(formdata=None, form_key=new_key())
    listed = queries.steps_of(application)
    return render(
        "opportunities/application.html",
        status=status,
        **team_page(application),
        application=application,
        role=application.opportunity,
        free=steps.free_in_words(application.free),
        steps=listed,
        replies=queries.replies_to(listed),
        notes=queries.notes_on(application),
        keeper=queries.with_whom([application]).get(application.id),
        note_form=note_form,
        refusal=refusal,
    )
