"""What people choose, each saved by itself and said to be."""

from typing import Any

from flask import abort, request, session, url_for
from flask_login import current_user

from app.organisations import queries as organisations
from app.people import services
from app.people.forms import (
    DigestForm,
    NameForm,
    RemindersForm,
    SuggestionsForm,
    ThanksForm,
    ThemeForm,
    WordsForm,
)
from app.people.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.hypermedia import render, see_other, wants_part
from app.shared.layout import remember_theme

OF_PERSON: dict[str, tuple[Any, Any]] = {
    "name": (NameForm, services.rename),
    "words": (WordsForm, services.choose_words),
    "reminders": (RemindersForm, services.choose_reminders),
    "thanks": (ThanksForm, services.choose_thanks),
    "suggestions": (SuggestionsForm, services.choose_suggestions),
}
"""What is kept with the person. How pages look is kept in the browser, and changes all of it."""
OF_ORGANISER: dict[str, tuple[Any, Any]] = {
    "digest": (DigestForm, services.choose_digest),
}
"""What is kept too with whoever puts on dates for a group. Nobody else is asked."""


@bp.get("/you/settings")
@signed_in
def settings():
    return _settings()


@bp.post("/you/settings/<string:name>")
@signed_in
def save_setting(name):
    form_class, save = _theirs().get(name) or abort(404)
    form = form_class()
    if not form.validate_on_submit():
        return _settings(name, form, status=422)
    save(current_user, form.chosen)
    db.session.commit()
    return _settings(name, form, saved=name) if wants_part() else _back_to(name)


@bp.post("/you/settings/theme")
@signed_in
def save_theme():
    form = ThemeForm()
    if not form.validate_on_submit():
        return _settings("theme", form, status=422)
    remember_theme(form.chosen)
    return _back_to("theme")


def _theirs():
    return OF_PERSON | OF_ORGANISER if organisations.organises(current_user) else OF_PERSON


def _back_to(name):
    return see_other(url_for("people.settings", saved=name, _anchor=f"setting-{name}"))


def _settings(name="", form=None, status=200, saved=""):
    """All of them; with htmx, the one whose form was sent."""
    forms = {known: made.of(current_user) for known, (made, _) in _theirs().items()}
    forms["theme"] = ThemeForm(formdata=None, theme=session.get("theme", "device"))
    if form:
        forms[name] = form
    return render(
        "people/settings.html",
        part="people/_setting.html" if form else None,
        status=status,
        forms=forms,
        name=name,
        form=form,
        saved=saved or request.args.get("saved", ""),
    )
