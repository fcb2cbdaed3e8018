"""Making links to one's record, and stopping them."""

from flask import url_for
from flask_login import current_user

from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other
from app.shared.local_time import today_in
from app.shared.waking import own_zone
from app.skills import parts, queries, services
from app.skills.forms import EndForm, ShareForm
from app.skills.views import bp


@bp.get("/you/skills/share")
@signed_in
def links():
    return render("skills/links.html", links=queries.links_of(current_user), today=_today())


@bp.get("/you/skills/share/new")
@signed_in
def new_link():
    earned = _earned()
    form = ShareForm(
        formdata=None,
        badges=[award.id for award in earned if not award.is_hidden],
        hours=True,
        training=True,
        words=True,
        neutral=True,
        name=current_user.first_name_and_initial if current_user.name else "",
        key=new_key(),
    )
    return _form(form.offer(_pairs(earned)))


@bp.post("/you/skills/share/preview")
@signed_in
def preview():
    """How it will look. Changes nothing, and is a POST all the same: a name in an address would
    stay in the history of a phone that others use too."""
    form = ShareForm().offer(_pairs(_earned()))
    form.validate()
    _check_name(form)
    return _form(form)


@bp.post("/you/skills/share/new")
@signed_in
def make_link():
    form = ShareForm().offer(_pairs(_earned()))
    if not form.validate():
        return _form(form, status=422)
    try:
        link = _share(form)
    except RuleBroken as rule:
        db.session.rollback()
        wrong = form.badges if str(rule) == services.NOTHING_CHOSEN else form.name
        wrong.errors = [str(rule)]
        return _form(form, status=422)
    db.session.commit()
    return see_other(url_for("skills.link", link_id=link.id))


@bp.get("/you/skills/share/<int:link_id>")
@signed_in
def link(link_id):
    return _link(queries.link_of(current_user, link_id), EndForm(formdata=None))


@bp.post("/you/skills/share/<int:link_id>/end")
@signed_in
def change_end(link_id):
    link, form = queries.link_of(current_user, link_id), EndForm()
    if not form.validate():
        return _link(link, form, status=422)
    try:
        services.change_end(link, form.months, _today())
    except RuleBroken as rule:
        db.session.rollback()
        return see_other(url_for("skills.link", link_id=link_id), str(rule))
    db.session.commit()
    return see_other(url_for("skills.link", link_id=link_id), "Saved.")


@bp.post("/you/skills/share/<int:link_id>/stop")
@signed_in
def stop(link_id):
    services.stop(queries.link_of(current_user, link_id))
    db.session.commit()
    return see_other(url_for("skills.links"), "Stopped. The link shows nothing any more.")


def _share(form):
    return services.share(
        current_user,
        form.chosen,
        months=form.months,
        today=_today(),
        for_whom=form.for_whom.data or "",
        code=form.code.data or "",
        form_key=form.key.data or new_key(),
    )


def _check_name(form):
    try:
        services.check_name(form.chosen)
    except RuleBroken as rule:
        form.name.errors = [*form.name.errors, str(rule)]


def _form(form, status=200):
    return render(
        "skills/new_link.html",
        part="skills/_preview.html",
        status=status,
        form=form,
        record=parts.shared(current_user, form.chosen),
    )


def _link(link, form, status=200):
    token = services.token_of(link)
    return render(
        "skills/link.html",
        status=status,
        link=link,
        is_live=link.is_live_on(_today()),
        ends=parts.day(link.ends_on),
        address=parts.address(token) if token else "",
        picture=parts.picture(token),
        record=parts.shared(current_user, link.chosen),
        form=form,
    )


def _earned():
    return [award for award in queries.awards_of(current_user) if award.is_earned]


def _pairs(awards):
    return [(award.id, award.version.name) for award in awards]


def _today():
    return today_in(own_zone().key)
