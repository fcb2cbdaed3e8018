"""A team's own badges: writing them, changing them, and ending them."""

from flask import request, url_for

from app.badges import queries, services
from app.badges.forms import STEPS, BadgeForm, shown
from app.badges.views import bp
from app.events import queries as events
from app.opportunities import parts as opportunities
from app.opportunities import queries as roles
from app.organisations import queries as groups
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.hypermedia import render, see_other


@bp.get("/organise/<string:slug>/badges/catalogue")
@signed_in
def written(slug):
    page = _page(slug)
    group = page["group"]
    network = [] if group.is_network else queries.of_network()
    return render("badges/written.html", **page, own=queries.written_by(group), network=network)


@bp.route("/organise/<string:slug>/badges/catalogue/new", methods=["GET", "POST"])
@signed_in
def new(slug):
    page = _page(slug)
    form = _form(page["group"], BadgeForm())
    if not form.is_submitted() or not form.validate():
        return _shown(page, form)
    try:
        badge = services.create(page["group"], form.values, form.steps, _names())
    except services.Unfit as rule:
        return _refused(slug, form, rule)
    db.session.commit()
    return see_other(url_for("badges.written", slug=slug), f"“{badge.name}” is in the catalogue.")


@bp.route("/organise/<string:slug>/badges/catalogue/<string:badge_slug>", methods=["GET", "POST"])
@signed_in
def edit(slug, badge_slug):
    page = _page(slug)
    badge = queries.to_write(page["group"], badge_slug)
    if request.method == "GET":
        kept = shown(badge, queries.version_of(badge).criteria)
        return _shown(page, _form(page["group"], BadgeForm(formdata=None, data=kept), badge), badge)
    form = _form(page["group"], BadgeForm(), badge)
    if not form.validate():
        return _shown(page, form, badge)
    try:
        seen = (form.seen.data or "")[:9]
        seen = int(seen) if seen.isdecimal() else 0
        is_new = services.revise(badge, form.values, form.steps, _names(), seen)
    except services.Unfit as rule:
        return _refused(slug, form, rule, badge_slug)
    db.session.commit()
    said = "Saved. Whoever is on the way keeps the words they began with." if is_new else "Saved."
    return see_other(url_for("badges.written", slug=slug), said)


@bp.post("/organise/<string:slug>/badges/catalogue/<string:badge_slug>/retirement")
@signed_in
def retire(slug, badge_slug):
    services.retire(queries.to_write(_page(slug)["group"], badge_slug))
    db.session.commit()
    said = "Nobody can start it any more. Whoever has it keeps it."
    return see_other(url_for("badges.written", slug=slug), said)


@bp.post("/organise/<string:slug>/badges/catalogue/<string:badge_slug>/return")
@signed_in
def bring_back(slug, badge_slug):
    services.bring_back(queries.to_write(_page(slug)["group"], badge_slug))
    db.session.commit()
    return see_other(url_for("badges.written", slug=slug), "It can be started again.")


def _page(slug):
    return opportunities.volunteering_page(slug, under="badges.of_team")


def _form(group, form, badge=None):
    """With what its steps may name: what this badge names already stays, whoever has it by now."""
    steps = queries.version_of(badge).criteria if badge else ()
    named = {each.training for each in steps if each.training}
    training = dict.fromkeys([*roles.known_training(group), *sorted(named)])
    return form.offer([(row.id, row.name) for row in queries.to_need(group)], list(training))


def _names():
    return [*groups.telling_names(), *events.telling_names()]


def _refused(slug, form, rule, badge_slug=None):
    db.session.rollback()
    page = _page(slug)
    badge = queries.to_write(page["group"], badge_slug) if badge_slug else None
    form[rule.field].errors = [str(rule)]
    return _shown(page, form, badge)


def _shown(page, form, badge=None):
    rows = [[form[f"{name}_{n}"] for name in ROW] for n in STEPS]
    status = 422 if form.errors else 200
    return render("badges/edit.html", status=status, form=form, badge=badge, rows=rows, **page)


ROW = ("words", "measure", "amount", "training", "needs", "neutral")
