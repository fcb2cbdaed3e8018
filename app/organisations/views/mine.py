"""The groups one is part of: what their pages show of one, and leaving."""

from flask import request, url_for
from flask_login import current_user

from app.badges import queries as badges
from app.organisations import forms, parts, queries, services
from app.organisations.models import Position
from app.organisations.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other, wants_part


@bp.get("/you/groups")
@signed_in
def mine():
    return _mine()


@bp.post("/you/groups/<string:slug>")
@signed_in
def show_me(slug):
    """Tick or untick "Show me", and what to say beside the name."""
    group = _own(slug)
    form = forms.ShownForm(prefix=_prefix(group))
    if not form.validate():
        return _mine(slug, form, status=422)
    services.show(group, current_user, form.is_shown.data, form.words.data)
    db.session.commit()
    if wants_part():
        return _mine(slug, saved=slug)
    return see_other(url_for("organisations.mine", saved=slug, _anchor=f"mine-{group.id}"))


@bp.post("/you/groups/<string:slug>/leaving")
@signed_in
def leave(slug):
    services.hold(slug)
    group = _own(slug)
    try:
        services.leave(group, current_user)
    except RuleBroken as rule:
        form = _form(group, queries.member(group, current_user.id))
        form.form_errors.append(str(rule))
        return _mine(slug, form, status=422)
    db.session.commit()
    return see_other(url_for("organisations.mine"), "You have left. Thank you for all you did.")


def _own(slug):
    return queries.of_team(slug, current_user, list(Position))


def _mine(slug="", form=None, status=200, saved=""):
    """All of them; with htmx, the one whose form was sent."""
    teams = [
        (group, member, form if form and group.slug == slug else _form(group, member))
        for group, member in queries.teams_of(current_user)
    ]
    one = next((team for team in teams if team[0].slug == slug), (None, None, None))
    return render(
        "organisations/mine.html",
        part="organisations/_mine.html",
        status=status,
        teams=teams,
        invitations=queries.invitations_to(current_user),
        ways_in=_ways_in(),
        saved=saved or request.args.get("saved", ""),
        **dict(zip(("group", "member", "form"), one, strict=True)),
    )


def _ways_in():
    leads = badges.leads_in(current_user)
    return lambda group, member: parts.ways_in(group, member, bool(leads & {None, group.id}))


def _form(group, member):
    return forms.ShownForm(
        formdata=None, prefix=_prefix(group), is_shown=member.is_shown, words=member.words
    )


def _prefix(group):
    """One page has a form for each group: no two fields of it may have the same id."""
    return f"group-{group.id}-"
