"""Giving a badge by hand: to people of the team, and after a workshop to all who were there."""

from flask import request, url_for
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from app.badges import queries, services
from app.badges.forms import GiveForm, WhichForm
from app.badges.views import bp
from app.bookings import queries as bookings
from app.opportunities import parts as opportunities
from app.organisations import queries as teams
from app.shared.access import signed_in
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import long_date, plural
from app.shared.hypermedia import render, see_other

SAID = "Given. They are told, and may say no. Whoever had it already keeps theirs."
WAITS = "Your word is given. It waits for somebody else of the team now."


@bp.get("/organise/<string:slug>/badges/give")
@signed_in
def choose_people(slug):
    return _page(slug)


@bp.post("/organise/<string:slug>/badges/give")
@signed_in
def give(slug):
    group, badge = _chosen(slug)
    if badge is None:
        return _page(slug, status=422)
    form, reach = _form(group, badge)
    if not form.validate() or not form.says_who():
        return _page(slug, form, status=422)
    ids = reach.chosen(form.people.data, form.dates.data)
    try:
        services.give(group, badge, queries.people_with(ids), form.words.data, _me())
    except RuleBroken as rule:
        db.session.rollback()
        form.people.errors = [str(rule)]
        return _page(slug, form, status=422)
    db.session.commit()
    said = SAID if badge.endorsements_needed == 1 else WAITS
    return see_other(url_for("badges.of_team", slug=slug), said)


class Reach:
    """To whom a group may give one badge: its team, and who was marked as there."""

    def __init__(self, group, badge, by):
        held = queries.settled_by(group, badge) | queries.put_forward_by(group, badge, by) | {by.id}
        self.team = [each for each in teams.team(group) if each.person.id not in held]
        self.dates = {
            date.id: (date, [person.id for person in people if person.id not in held])
            for date, people in bookings.there_for(group, badge).items()
        }

    def chosen(self, people, dates):
        """The numbers of all who were ticked."""
        return {*people, *(id_ for date in dates for id_ in self.dates[date][1])}

    def choices_of_dates(self):
        return [
            SelectChoice(id_, f"{_named(date)}: {plural(len(ids), 'person', 'people')}")
            for id_, (date, ids) in self.dates.items()
            if ids
        ]


def _named(date):
    return f"{date.event.title}, {long_date(date.local_start)}"


def _chosen(slug):
    group = opportunities.volunteering_page(slug)["group"]
    wanted = request.values.get("badge", "")
    badge = next((each for each in queries.to_give(group) if each.slug == wanted), None)
    return group, badge


def _form(group, badge, formdata=True):
    form = GiveForm() if formdata else GiveForm(formdata=None)
    reach = Reach(group, badge, _me())
    form.people.choices = [SelectChoice(each.person.id, each.name) for each in reach.team]
    form.dates.choices = reach.choices_of_dates()
    return form, reach


def _page(slug, form=None, status=200):
    page = opportunities.volunteering_page(slug, under="badges.of_team")
    badges = queries.to_give(page["group"])
    wanted = request.values.get("badge", "")
    badge = next((each for each in badges if each.slug == wanted), None)
    if badge and form is None:
        form, _ = _form(page["group"], badge, formdata=False)
    version = queries.version_of(badge) if badge else None
    which = WhichForm(formdata=None)
    which.badge.choices = [SelectChoice(each.slug, each.name) for each in badges]
    return render(
        "badges/give.html",
        status=status,
        which=which,
        badge=badge,
        version=version,
        form=form,
        **page,
    )


def _me():
    return current_user._get_current_object()
