"""One's own skills, and what a group is let read of them."""

from flask import Blueprint, url_for
from flask_login import current_user

from app.badges import queries, services
from app.badges.forms import ReflectionForm
from app.opportunities import parts as opportunities
from app.organisations import queries as teams
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other

bp = Blueprint("badges", __name__)


@bp.get("/you/skills")
@signed_in
def skills():
    awards = queries.worked_towards(current_user)
    begun = {award.badge_id for award in awards}
    others = [badge for badge in queries.every() if badge.id not in begun]
    return render("badges/skills.html", awards=awards, others=others)


@bp.get("/you/skills/<string:slug>")
@signed_in
def skill(slug):
    return _skill(queries.badge(slug), _form(ReflectionForm(formdata=None)))


@bp.post("/you/skills/<string:slug>/start")
@signed_in
def start(slug):
    services.start(current_user, queries.badge(slug))
    db.session.commit()
    return see_other(url_for("badges.skill", slug=slug), "Started. There is no hurry.")


@bp.post("/you/skills/<string:slug>/notes")
@signed_in
def reflect(slug):
    badge, form = queries.badge(slug), _form(ReflectionForm())
    if not form.validate():
        return _skill(badge, form, status=422)
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
    form = _form(ReflectionForm(formdata=None), note.shown_to_id)
    form.words.data, form.is_evidence.data = note.words, note.shown_to_id is not None
    return render("badges/note.html", note=note, badge=note.award.badge, form=form)


@bp.post("/you/skills/notes/<int:note_id>")
@signed_in
def rewrite(note_id):
    note, form = queries.reflection_of(current_user, note_id), _form(ReflectionForm())
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


@bp.get("/organise/<string:slug>/badges")
@signed_in
def of_team(slug):
    page = opportunities.volunteering_page(slug)
    return render("badges/of_team.html", **page, notes=queries.shown_to(page["group"]))


def _kept(badge, form, verb):
    try:
        verb(_chosen(form.group_id))
    except RuleBroken as rule:
        db.session.rollback()
        form.group.errors = [str(rule)]
        return _skill(queries.badge(badge.slug), form, status=422)
    db.session.commit()
    said = "Kept. The group can read it." if form.group_id else "Kept. Only you can read it."
    return see_other(url_for("badges.skill", slug=badge.slug), said)


def _chosen(group_id):
    theirs = teams.teams_of(current_user)
    return next((group for group, _ in theirs if group.id == group_id), None)


def _form(form, group_id=None):
    form.group.data = form.group.data or group_id
    form.key.data = form.key.data or new_key()
    return form.offer([(group.id, group.name) for group, _ in teams.teams_of(current_user)])


def _skill(badge, form, status=200):
    award = queries.award_of(current_user, badge)
    version = award.version if award else queries.version_of(badge)
    return render(
        "badges/skill.html", status=status, badge=badge, version=version, award=award, form=form
    )
