"""The team of a group: who is in it, and what they are."""

from flask import url_for
from flask_login import current_user

from app.organisations import forms, parts, permissions, queries, services
from app.organisations.views import bp
from app.shared.access import check, signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.get("/organise/<string:slug>/team")
@signed_in
def team(slug):
    page = parts.team_desk(slug)
    group, may_change = page["group"], page["may_change"]
    return render(
        "organisations/team.html",
        **page,
        form=forms.InviteForm(formdata=None),
        waiting=queries.waiting(group) if may_change else [],
        groups=queries.others_of_network() if may_change and group.is_network else [],
        words="",
    )


@bp.get("/organise/<string:slug>/team/<int:person_id>")
@signed_in
def member(slug, person_id):
    page = parts.team_desk(slug)
    check(page["may_change"])
    found = queries.member(page["group"], person_id)
    return _member(page, found, forms.PositionsForm(formdata=None, positions=found.positions))


@bp.post("/organise/<string:slug>/team/<int:person_id>")
@signed_in
def change_member(slug, person_id):
    group, found = _held(slug, person_id)
    form = forms.PositionsForm()
    try:
        services.set_positions(group, found.person, form.chosen)
    except RuleBroken as rule:
        form.positions.errors = [str(rule)]
        return _member(parts.team_desk(slug), found, form, status=422)
    db.session.commit()
    return _back(slug, found, f"Saved what {found.name} is.")


@bp.post("/organise/<string:slug>/team/<int:person_id>/hand-over")
@signed_in
def hand_over(slug, person_id):
    """Only an admin of the group itself has anything to hand over."""
    group, taker = _held(slug, person_id)
    giver = queries.member(group, current_user.id)
    check(giver.is_admin)
    services.hand_over(group, giver.person, taker.person)
    db.session.commit()
    return see_other(_team(slug), f"{taker.name} is an admin now, and you are an organiser.")


@bp.post("/organise/<string:slug>/team/<int:person_id>/removal")
@signed_in
def remove_member(slug, person_id):
    group, found = _held(slug, person_id)
    try:
        services.remove(group, found.person)
    except RuleBroken as rule:
        form = forms.PositionsForm(formdata=None, positions=found.positions)
        form.form_errors.append(str(rule))
        return _member(parts.team_desk(slug), found, form, status=422)
    db.session.commit()
    return _back(slug, found, f"{found.name} is no longer in the team.")


def _held(slug, person_id):
    """The group, held, and someone in its team, for who may change it now."""
    services.hold(slug)
    group = queries.team_seen_by(slug, current_user)
    check(permissions.can_change_team(current_user, group))
    return group, queries.member(group, person_id)


def _member(page, found, form, status=200):
    return render(
        "organisations/member.html",
        part="organisations/_positions.html",
        status=status,
        **page,
        member=found,
        form=form,
    )


def _back(slug, found, words):
    """To the team; who changed themselves may not see it any longer."""
    is_self = found.person.id == current_user.id
    return see_other(url_for("organisations.mine") if is_self else _team(slug), words)


def _team(slug):
    return url_for("organisations.team", slug=slug)
