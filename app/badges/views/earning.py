"""One's own skills, and one's way to a badge."""

from flask import url_for
from flask_login import current_user

from app.badges import queries, services
from app.badges.forms import ReflectionForm
from app.badges.views import bp
from app.organisations import queries as teams
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.hypermedia import render, see_other


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
    return page_of(queries.badge(slug), offered(ReflectionForm(formdata=None)))


@bp.post("/you/skills/<string:slug>/start")
@signed_in
def start(slug):
    services.start(current_user, queries.badge(slug))
    db.session.commit()
    return see_other(url_for("badges.skill", slug=slug), "Started. There is no hurry.")


def page_of(badge, form, status=200):
    """The page of one badge that `current_user` works towards, or may."""
    award = queries.award_of(current_user, badge)
    version = award.version if award else queries.version_of(badge)
    return render(
        "badges/skill.html", status=status, badge=badge, version=version, award=award, form=form
    )


def offered(form, group_id=None):
    """The form of a note with the groups of `current_user` to choose from."""
    form.group.data = form.group.data or group_id
    form.key.data = form.key.data or new_key()
    return form.offer([(group.id, group.name) for group, _ in teams.teams_of(current_user)])
