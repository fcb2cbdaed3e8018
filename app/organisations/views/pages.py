"""A group's page, as those who organise it change it."""

from flask import request, url_for
from flask_login import current_user

from app.events import queries as events
from app.organisations import forms, parts, queries, services
from app.organisations.views import bp
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.get("/organise/<string:slug>/page")
@signed_in
def page(slug):
    shown = parts.team_page(slug)
    return _page(shown, forms.PageForm.of(shown["group"]))


@bp.post("/organise/<string:slug>/page")
@signed_in
def revise_page(slug):
    """Save it or, with the other button, only look at it."""
    services.hold(slug)
    group = queries.of_team(slug, current_user)
    form = forms.PageForm()
    if not form.validate():
        return _page(parts.team_page(slug), form, status=422)
    if request.form.get("act") == "preview":
        return _page(parts.team_page(slug), form, is_preview=True)
    if changed := form.overtaken_by(group):
        return _page(parts.team_page(slug), form, status=409, changed=changed)
    try:
        services.revise(group, _telling(), **form.values())
    except RuleBroken as rule:
        form.neutral_name.errors = [str(rule)]
        return _page(parts.team_page(slug), form, status=422)
    db.session.commit()
    return see_other(url_for("organisations.page", slug=slug), "Saved. Everyone can see it.")


def _telling():
    return [*queries.telling_names(), *events.telling_names()]


def _page(shown, form, status=200, changed=(), is_preview=False):
    return render(
        "organisations/page.html",
        part="organisations/_page_form.html",
        status=status,
        **shown,
        form=form,
        changed=changed,
        is_preview=is_preview,
    )
