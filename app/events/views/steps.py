"""The steps of writing an event down: forms made from what is kept, and words for the check."""

import json
from datetime import datetime
from typing import Any

from flask import abort, current_app, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.events import parts, queries, services
from app.events.forms import STEPS, WhenForm
from app.events.forms.when import length_in_words
from app.events.models import BookingMode, Event, EventDraft
from app.organisations.models import Organisation
from app.shared.errors import RuleBroken
from app.shared.formatting import clock, listed, long_date, plural
from app.shared.local_time import today_in

NAMES = list(STEPS)
QUESTIONS = {
    "name": "What is it called?",
    "kind": "What kind of thing is it?",
    "place": "Where is it?",
    "when": "When is it?",
    "places": "How do people come?",
    "about": "What should people expect?",
    "access": "What makes it easier to come?",
}
ASKED_FOR_DATES = set(WhenForm.__dict__) - {"left_out"}
NEW = "new"
"""The choice of a venue that is to be added first."""
KEPT = "_kept"
"""Marks a step as answered where nothing on it was ticked or typed."""


def form_of(draft: EventDraft | None, step: str, group: Organisation, *, is_sent: bool = False):
    """The form of a step: as it was just sent, or as it was kept; its choices filled in."""
    if step not in STEPS:
        abort(404)
    kept: Any = draft.answers.get(step) if draft else None
    given: dict[str, Any] = {"today": _today()} if STEPS[step] is WhenForm else {}
    if not is_sent:
        given |= {"formdata": MultiDict(kept) if kept else None, "meta": {"csrf": False}}
    if not kept and not is_sent and step == "kind":
        given["data"] = {"audience": "open"}
    form = STEPS[step](**given)
    fill_choices(form, group)
    return form


def fill_choices(form, group: Organisation) -> None:
    """Give the fields of a form what the database has to choose from."""
    if "kind" in form:
        form.kind.choices = [("", "Choose one"), *((k.slug, k.name) for k in queries.kinds())]
        form.audience.choices = [(each.slug, each.name) for each in queries.audiences()]
    if "venue" in form:
        form.venue.choices = venue_choices(group) | {"Not here yet": [(NEW, "Add a place")]}
    if "hosts" in form:
        form.hosts.choices = [
            (person.id, person.first_name_and_initial)
            for person in queries.may_host(group, current_user)
        ]
        known = dict(form.hosts.choices)
        form.hosts.data = [each for each in form.hosts.data or () if each in known]


def is_right(form) -> bool:
    """Whether what a form says can be used; if not, words stand beside the field."""
    if not form.validate():
        return False
    try:
        if isinstance(form, WhenForm):
            services.check_rule(services.rule_from(form.values()))
    except RuleBroken as rule:
        form.start_time.errors = [str(rule)]
        return False
    return True


def form_typed(typed: MultiDict) -> WhenForm:
    """What is typed so far about when it is, validated; nothing of it is kept."""
    form = WhenForm(today=_today(), formdata=typed, meta={"csrf": False})
    is_right(form)
    return form


def hints(form) -> list[services.Hint]:
    """Kind words on all that was typed into a form."""
    typed = (f.data for f in form if f.type in ("StringField", "TextAreaField"))
    return services.hints_on(*typed)


def hints_on_all(draft: EventDraft, group: Organisation) -> list[services.Hint]:
    """Kind words on a whole draft."""
    return [hint for step in ("name", "about") for hint in hints(form_of(draft, step, group))]


def answers_in(form) -> dict[str, list[str]]:
    """What was sent for the fields of `form`, to be kept."""
    kept = {name: request.form.getlist(name) for name in form._fields if name != "csrf_token"}
    return {name: values for name, values in kept.items() if values} | {KEPT: ["1"]}


def with_venue(draft: EventDraft, venue_id: int | None) -> dict[str, list[str]]:
    """What is kept of the step about the place, with this venue chosen; with none if None."""
    chosen = [] if venue_id is None else [str(venue_id)]
    return draft.answers.get("place", {}) | {"venue": chosen, KEPT: ["1"]}


def first_open(draft: EventDraft, group: Organisation) -> str | None:
    """The first step that is not answered, or no longer right; None when all are."""
    for step in NAMES:
        if step not in draft.answers or not is_right(form_of(draft, step, group)):
            return step
    return None


def values_of(draft: EventDraft, group: Organisation) -> dict:
    """The columns of the event that a whole draft stands for."""
    values: dict = {}
    for step in NAMES:
        form = form_of(draft, step, group)
        form.validate()
        values |= form.values()
    return values


def preview_of(form: WhenForm, group: Organisation, venue_id: int | None, but: Event | None = None):
    """The next dates that a validated form comes to; None while it does not say enough."""
    if ASKED_FOR_DATES & form.errors.keys() or not form.first_date.data:
        return None
    days = services.preview(services.rule_from(form.values()), group, venue_id, but)
    form.left_out.choices = [(day.key, day.words) for day in days]
    return days


def summary(draft: EventDraft, group: Organisation) -> list[tuple[str, str, str]]:
    """What the draft says, a row for each answer: term, words and the step to change it at,
    if there is one."""
    forms = {step: form_of(draft, step, group) for step in NAMES}
    values = values_of(draft, group)
    event = Event(
        **{
            name: values[name]
            for name in ("frequency", "weekdays", "nth", "block_length", "first_date")
        }
    )
    start, minutes = values["start_time"], values["duration_minutes"]
    begins = datetime.combine(values["first_date"], start)
    hosts = [words for value, words in forms["about"].hosts.choices if value in values["hosts"]]
    rows = [
        ("Name", values["title"], "name"),
        (
            "In emails and calendars",
            values["neutral_title"] or services.neutral_name(values["title"], group),
            "name",
        ),
        ("Kind", _label(forms["kind"].kind), "kind"),
        ("For", _label(forms["kind"].audience), "kind"),
        ("Where", _label(forms["place"].venue), "place"),
        ("How often", parts.how_often(event), "when"),
        (
            "First date",
            f"{long_date(begins)}, {clock(start)} for {length_in_words(minutes)}",
            "when",
        ),
        (
            "Left out",
            listed(long_date(datetime.fromisoformat(day)) for day in values["left_out"]),
            "when",
        ),
        ("Coming", _coming(values), "places"),
        ("In one sentence", values["summary"], "about"),
        ("Who will be there", listed(hosts), "about"),
        ("Cost", values["cost"], "about"),
        ("You ask", _asked(draft), ""),
        ("Someone at the door", "Yes" if values["offers_buddy"] else "No", "access"),
        ("Private", "Yes" if values["is_attendance_private"] else "No", "access"),
    ]
    return [row for row in rows if row[1]]


def _coming(values: dict) -> str:
    if values["booking_mode"] == BookingMode.DROP_IN:
        return "Just turn up"
    words = [f"{plural(values['capacity'], 'place')} to book"]
    if values["walk_in_places"]:
        words.append(f"{values['walk_in_places']} more for people who turn up")
    if values["has_waiting_list"]:
        words.append("a waiting list")
    return ", ".join(words)


def _asked(draft: EventDraft) -> str:
    """What a copy asks of people who book, as the event did that it was made from."""
    kept = draft.answers.get("questions", {}).get("asked", ())
    return " ".join(json.loads(row)["words"] for row in kept)


def _label(field) -> str:
    flat = (
        [each for group in field.choices.values() for each in group]
        if isinstance(field.choices, dict)
        else field.choices
    )
    return next((words for value, words in flat if value == field.data), "")


def venue_choices(group: Organisation):
    venues = queries.venues_for(group)
    choices = {"": [("", "Choose a place")]}
    if used := [venue for venue in venues if venue.is_used]:
        choices["Where you meet already"] = [_venue(venue) for venue in used]
    choices["Without a door"] = [("online", "Online"), ("phone", "By phone")]
    choices["Every other place"] = [_venue(venue) for venue in venues if not venue.is_used]
    return {name: rows for name, rows in choices.items() if rows}


def _venue(venue) -> tuple[str, str]:
    return str(venue.id), f"{venue.place}: {venue.name}" if venue.place else venue.name


def _today():
    return today_in(current_app.config["SETTINGS"].time_zone)
