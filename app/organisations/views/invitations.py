"""Asking people to join a team by mail, and what they answer."""

from flask import abort, request, url_for
from flask_login import current_user

from app.organisations import forms, parts, permissions, queries, services
from app.organisations.models import ORGANISING
from app.organisations.views import bp
from app.shared import error_pages, limits
from app.shared.access import check, signed_in
from app.shared.database import db
from app.shared.extensions import limiter
from app.shared.hypermedia import render, see_other, wants_part

SENT = "If this address can get mail, ours is on its way. They have two weeks to say yes."
TAKEN_BACK = "Taken back. The link in our mail opens nothing now."
OVER = error_pages.Words(
    "Nothing to answer here",
    "This was sent to another address, or has ended. Sign in with the address that got our mail.",
)


@bp.post("/organise/<string:slug>/team/invitations")
@limiter.limit(limits.INVITE, deduct_when=lambda response: response.status_code < 400)
@signed_in
def invite(slug):
    group = _held(slug)
    form = forms.InviteForm()
    if not form.validate():
        return _invitations(slug, form, status=422)
    services.invite(group, form.email.data, form.position.data)
    db.session.commit()
    return _changed(slug, SENT)


@bp.post("/organise/<string:slug>/team/invitations/<int:invitation_id>/removal")
@signed_in
def take_back(slug, invitation_id):
    services.take_back(_held(slug), invitation_id)
    db.session.commit()
    return _changed(slug, TAKEN_BACK)


@bp.get("/you/invitations/<string:key>")
@signed_in
def invitation(key):
    """For whoever is signed in with the address that was asked: nobody else learns which team."""
    found = queries.invitation_with(key, current_user)
    if found is None:
        abort(error_pages.answer(404, OVER))
    return render("organisations/invitation.html", invitation=found)


@bp.post("/you/invitations/<string:key>")
@signed_in
def answer_invitation(key):
    """Answered twice is as good as once: it leads to the groups one is part of."""
    found = _held_invitation(key)
    is_yes = request.form.get("answer") == "yes"
    if found and is_yes:
        group, may_organise = found.organisation, found.asked_to_be in ORGANISING
        services.accept(found, current_user)
        db.session.commit()
        endpoint = "organising.home" if may_organise else "organisations.mine"
        return see_other(url_for(endpoint, slug=group.slug), "Welcome to the team.")
    if found:
        services.decline(found)
        db.session.commit()
    return see_other(url_for("organisations.mine"))


def _held_invitation(key):
    """The invitation with its group held: of two taps at once, the second finds none."""
    if found := queries.invitation_with(key, current_user):
        services.hold(found.organisation.slug)
        found = queries.invitation_with(key, current_user)
    return found


def _held(slug):
    services.hold(slug)
    group = queries.team_seen_by(slug, current_user)
    check(permissions.can_change_team(current_user, group))
    return group


def _changed(slug, words):
    if wants_part():
        return _invitations(slug, forms.InviteForm(formdata=None), words=words)
    return see_other(url_for("organisations.team", slug=slug), words)


def _invitations(slug, form, status=200, words=""):
    page = parts.team_desk(slug)
    return render(
        "organisations/team.html",
        part="organisations/_invitations.html",
        status=status,
        **page,
        form=form,
        waiting=queries.waiting(page["group"]),
        groups=[],
        words=words,
    )
