"""One's way to a badge."""

from flask import request, url_for
from flask_login import current_user

from app.badges import parts, queries, services
from app.badges.forms import AskForm, EvidenceForm, ReflectionForm
from app.badges.views import bp
from app.badges.views.so_far import so_far
from app.credentials import queries as elsewhere
from app.organisations import queries as teams
from app.shared.access import signed_in
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other, wants_part
from app.shared.waking import own_zone


@bp.get("/you/skills/awards/<int:award_id>")
@signed_in
def own(award_id):
    """Mails lead here, whose addresses say nothing."""
    return see_other(home(queries.own(current_user, award_id).badge))


@bp.get("/you/skills/<string:slug>")
@signed_in
def skill(slug):
    return page_of(queries.badge(slug, current_user))


@bp.post("/you/skills/<string:slug>/start")
@signed_in
def start(slug):
    badge = queries.badge(slug, current_user)
    return _done(
        badge,
        lambda: services.start(me(), badge, so_far(me(), badge)),
        "Started. There is no hurry.",
    )


@bp.post("/you/skills/<string:slug>/evidence")
@signed_in
def add_evidence(slug):
    badge = queries.badge(slug, current_user)
    form = _forms(badge, EvidenceForm)["evidence"]
    if not form.validate() or not form.says_something():
        return page_of(badge, status=422, evidence=form)
    try:
        _add(badge, form)
    except RuleBroken as rule:
        db.session.rollback()
        form.words.errors = [str(rule)]
        return page_of(queries.badge(slug, current_user), status=422, evidence=form)
    db.session.commit()
    return answer(badge, "Added.")


@bp.post("/you/skills/evidence/<int:evidence_id>/deletion")
@signed_in
def drop_evidence(evidence_id):
    item = queries.evidence_of(current_user, evidence_id)
    badge = item.award.badge
    return _done(badge, lambda: services.drop_evidence(item), "Gone.")


@bp.post("/you/skills/<string:slug>/ask")
@signed_in
def ask(slug):
    badge = queries.badge(slug, current_user)
    form = _forms(badge, AskForm)["asking"]
    if not form.validate():
        return page_of(badge, status=422, refusal=services.NOT_THEIR_GROUP)
    group = next(each for each, _ in teams.teams_of(current_user) if each.id == form.group.data)
    return _done(badge, lambda: services.ask(me(), badge, group), "Asked. We write to you.")


@bp.post("/you/skills/<string:slug>/taking-back")
@signed_in
def take_back(slug):
    badge = queries.badge(slug, current_user)
    said = "Taken back. The group does not see it any more."
    return _done(badge, lambda: services.take_back(me(), badge), said)


@bp.get("/you/skills/<string:slug>/stop")
@signed_in
def stopping(slug):
    badge = queries.badge(slug, current_user)
    return render("badges/stopping.html", badge=badge, award=queries.award_of(current_user, badge))


@bp.post("/you/skills/<string:slug>/stop")
@signed_in
def stop(slug):
    badge = queries.badge(slug, current_user)
    services.stop(me(), badge)
    db.session.commit()
    return see_other(url_for("skills.mine"), "Done. No reason is needed.")


@bp.post("/you/skills/<string:slug>/hiding")
@signed_in
def hide(slug):
    badge = queries.badge(slug, current_user)
    is_hidden = request.form.get("is_hidden") == "yes"
    said = "Hidden from your record." if is_hidden else "Back in your record."
    return _done(badge, lambda: services.hide(me(), badge, is_hidden), said)


def page_of(badge, status=200, **tried):
    """The page of one badge that `current_user` works towards, or may; or for htmx the way."""
    award = queries.award_of(current_user, badge)
    version = award.version if award else queries.version_of(badge)
    context = {"said": "", "refusal": "", "form": None} | _forms(badge) | tried
    return render(
        "badges/skill.html",
        part="badges/_way.html" if award else None,
        status=status,
        badge=badge,
        version=version,
        award=award,
        way=parts.way(version, award),
        zone=own_zone(),
        signed=queries.credentials_of([award.id]).get(award.id) if award else None,
        over=None if award else queries.over_of(current_user, badge),
        **context | {"form": context["form"] or offered(ReflectionForm(formdata=None))},
    )


def answer(badge, said):
    """After a change: the way to the badge for htmx, its page for others."""
    return page_of(badge, said=said) if wants_part() else see_other(home(badge), said)


def offered(form, group_id=None):
    """The form of a note with the groups of `current_user` to choose from."""
    form.group.data = form.group.data or group_id
    form.key.data = form.key.data or new_key()
    return form.offer([(group.id, group.name) for group, _ in teams.teams_of(current_user)])


def home(badge):
    return url_for("badges.skill", slug=badge.slug)


def me():
    return current_user._get_current_object()


def _done(badge, verb, said):
    slug = badge.slug
    try:
        verb()
    except RuleBroken as rule:
        db.session.rollback()
        return page_of(queries.badge(slug, current_user), status=422, refusal=str(rule))
    db.session.commit()
    return answer(badge, said)


def _add(badge, form):
    step, words, key = form.step.data or None, form.words.data, form.key.data
    if form.brought.data:
        brought = elsewhere.own_brought(current_user, form.brought.data)
        words = f"{words} {form.link.data}".strip()
        services.show_brought(me(), badge, step, brought, words, key)
    else:
        services.add_evidence(me(), badge, step, words, form.link.data, key)


def _forms(badge, sent=None):
    """The forms of the page; the one of the kind that was `sent` takes what was typed."""
    award = queries.award_of(current_user, badge)
    steps = sorted(award.version.criteria, key=lambda step: step.is_counted) if award else []
    evidence = _form(EvidenceForm, sent, "evidence")
    evidence.key.data = evidence.key.data or new_key()
    brought = [(each.id, each.name) for each in elsewhere.brought_in(current_user)] if award else []
    groups = queries.groups_to_ask(current_user, badge)
    return {
        "evidence": evidence.offer([(step.id, step.words) for step in steps], brought),
        "asking": _form(AskForm, sent, "asking").offer([(each.id, each.name) for each in groups]),
    }


def _form(kind, sent, prefix):
    return kind(prefix=prefix) if sent is kind else kind(formdata=None, prefix=prefix)
