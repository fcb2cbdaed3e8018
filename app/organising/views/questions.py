"""What people are asked when they book an event."""

from flask import abort, request, url_for

from app.events import queries as events
from app.events import services
from app.events.forms import QuestionForm
from app.events.models import MOST_QUESTIONS
from app.organisations import parts as organisations
from app.organising.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.holding import hold
from app.shared.hypermedia import render, see_other

_LIST = "/organise/<string:slug>/events/<string:event_slug>/questions"
_ONE = f"{_LIST}/<int:question_id>"


@bp.route(_LIST, methods=["GET", "POST"])
@signed_in
def questions(slug, event_slug):
    """What is asked, and one question more."""
    page = _page(slug, event_slug)
    form = QuestionForm()
    if not form.validate_on_submit():
        return _list(page, form)
    try:
        services.ask(page["event"], services.Question(**form.values()))
    except RuleBroken as rule:
        form.words.errors = [str(rule)]
        return _list(page, form)
    return _done(slug, event_slug, "People who book are asked this from now on.")


@bp.route(_ONE, methods=["GET", "POST"])
@signed_in
def question(slug, event_slug, question_id):
    """Change one. What was answered stays under the words that were asked."""
    page = _page(slug, event_slug)
    if request.method == "POST":
        hold(page["event"])
    found = events.question_of(page["event"], question_id)
    form = QuestionForm(data=_as_typed(found) if found else None)
    if found is None:
        return _gone(page, form)
    if not form.validate_on_submit():
        return _one(page, found, form)
    try:
        services.change_question(page["event"], found, services.Question(**form.values()))
    except RuleBroken as rule:
        form.words.errors = [str(rule)]
        return _one(page, found, form)
    return _done(slug, event_slug, "Changed.")


@bp.post(f"{_ONE}/removal")
@signed_in
def drop_question(slug, event_slug, question_id):
    page = _page(slug, event_slug)
    hold(page["event"])
    if found := events.question_of(page["event"], question_id):  # none at a second tap
        services.drop_question(found)
    return _done(slug, event_slug, "Nobody is asked that any more.")


def _page(slug, event_slug):
    page = organisations.team_page(slug)
    return page | {"event": events.event_of(page["group"], event_slug)}


def _as_typed(question):
    names = ("words", "why", "keep_days", "is_required")
    return {name: getattr(question, name) for name in names} | {
        "options": "\n".join(question.options)
    }


def _gone(page, form):
    """Saved by a first tap, or changed by somebody else: what was typed is not lost."""
    if not form.is_submitted():
        abort(404)
    if any(each.words == form.words.data for each in events.questions_of(page["event"])):
        return _done(page["group"].slug, page["event"].slug, "Changed.")
    form.words.errors = ["Somebody changed that question meanwhile. Look at the others above"]
    return _list(page, form)


def _list(page, form):
    return render(
        "organising/questions.html",
        status=422 if form.errors else 200,
        form=form,
        questions=events.questions_of(page["event"]),
        most=MOST_QUESTIONS,
        **page,
    )


def _one(page, found, form):
    status = 422 if form.errors else 200
    return render("organising/question.html", status=status, question=found, form=form, **page)


def _done(slug, event_slug, words):
    url = url_for("organising.questions", slug=slug, event_slug=event_slug)
    db.session.commit()
    return see_other(url, words)
