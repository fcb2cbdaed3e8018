"""Notes on the way to a badge, and who may read them."""

from flask import url_for
from flask_login import current_user

from app.badges import queries, services
from app.badges.forms import ReflectionForm
from app.badges.views import bp
from app.badges.views.earning import offered, page_of
from app.organisations import queries as teams
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.post("/you/skills/<string:slug>/notes")
@signed_in
def reflect(slug):
    badge, form = queries.badge(slug, current_user), offered(ReflectionForm())
    if not form.validate():
        return page_of(badge, status=422, form=form)
    return _kept(
        badge,
        form,
        lambda group: services.reflect(
            current_user, badge, form.words.data, group, form.key.data or new_key()
        ),
    )


@bp.get("/you/skills/notes/<int:note_id>")
@signed_in
def note(note_id):
    note = queries.reflection_of(current_user, note_id)
    form = offered(ReflectionForm(formdata=None), note.shown_to_id)
    form.words.data, form.is_evidence.data = note.words, note.shown_to_id in form.group_ids
    return render("badges/note.html", note=note, badge=note.award.badge, form=form)


@bp.post("/you/skills/notes/<int:note_id>")
@signed_in
def rewrite(note_id):
    note, form = queries.reflection_of(current_user, note_id), offered(ReflectionForm())
    badge = note.award.badge
    if not form.validate():
        return render("badges/note.html", note=note, badge=badge, form=form, status=422)
    return _kept(badge, form, lambda group: services.rewrite(note, form.words.data, group))


@bp.post("/you/skills/notes/<int:note_id>/deletion")
@signed_in
def drop(note_id):
    note = queries.reflection_of(current_user, note_id)
    slug = note.award.badge.slug
    services.drop(note)
    db.session.commit()
    return see_other(url_for("badges.skill", slug=slug), "Gone.")


def _kept(badge, form, verb):
    slug = badge.slug
    try:
        verb(_chosen(form.group_id))
    except RuleBroken as rule:
        db.session.rollback()
        form.group.errors = [str(rule)]
        return page_of(queries.badge(slug, current_user), status=422, form=form)
    db.session.commit()
    said = "Kept. The group can read it." if form.group_id else "Kept. Only you can read it."
    return see_other(url_for("badges.skill", slug=badge.slug), said)


def _chosen(group_id):
    theirs = teams.teams_of(current_user)
    return next((group for group, _ in theirs if group.id == group_id), None)
