"""Shifts that a group promises, again and again or once."""

from flask import url_for

from app.opportunities import parts as opportunities
from app.rota import parts, queries, services
from app.rota.forms import ONCE, PatternForm
from app.rota.views import bp
from app.shared.access import signed_in
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.hypermedia import render, see_other


@bp.get("/organise/<string:slug>/rota/patterns")
@signed_in
def patterns(slug):
    return _page(opportunities.volunteering_page(slug, under="rota.of_team"))


@bp.post("/organise/<string:slug>/rota/patterns")
@signed_in
def add_pattern(slug):
    page = opportunities.volunteering_page(slug, under="rota.of_team")
    roles = queries.roles_with_events(page["group"])
    form = PatternForm.among(roles, _events(roles))
    if not form.validate_on_submit():
        return _page(page, form, status=422)
    role = next(each for each in roles if each.id == form.role_id.data)
    try:
        _promise(role, form)
    except RuleBroken as rule:
        db.session.rollback()
        form.first_date.errors = [str(rule)]
        page = opportunities.volunteering_page(slug, under="rota.of_team")
        return _page(page, form, status=422)
    db.session.commit()
    words = "Added. People who have the role can sign up now."
    return see_other(url_for("rota.of_team", slug=slug, week=form.first_date.data), words)


@bp.post("/organise/<string:slug>/rota/patterns/<int:pattern_id>/end")
@signed_in
def end_pattern(slug, pattern_id):
    """No more of them after today."""
    group = opportunities.volunteering_page(slug)["group"]
    number = services.end_pattern(queries.pattern_of(group, pattern_id), utcnow().date())
    db.session.commit()
    words = "Ended. Whoever was on one of them has been told." if number else "Ended."
    return see_other(url_for("rota.patterns", slug=slug), words)


def _promise(role, form):
    people = {"least": form.least.data, "most": form.most.data, "note": form.note.data or ""}
    first, start, end = form.first_date.data, form.start_time.data, form.end_time.data
    if form.how_often.data == ONCE:
        return services.add_shift(role, first, start, end, **people)
    shared = {"frequency": form.how_often.data, "first_date": first, **people}
    if form.is_with_event:
        event = next((each for each in role.events if each.id == form.event_id.data), None)
        if event is None:
            raise RuleBroken("This role does not help at that event. Say so in the role first.")
        margins = {name: form[name].data for name in ("before_minutes", "after_minutes")}
        return services.add_pattern(role, event=event, **shared, **margins)
    times = {"start_time": start, "end_time": end, "weekday": first.weekday()}
    return services.add_pattern(role, nth=parts.nth_of_month(first), **shared, **times)


def _events(roles):
    found = {event.id: event for role in roles for event in role.events}
    return sorted(found.values(), key=lambda event: event.title)


def _page(page, form=None, status=200):
    group = page["group"]
    roles = queries.roles_with_events(group)
    return render(
        "rota/patterns.html",
        status=status,
        **page,
        roles=roles,
        patterns=queries.patterns_of(group, utcnow().date()),
        words=parts.pattern_words,
        form=form or PatternForm.among(roles, _events(roles), formdata=None),
    )
