"""The pages on which a role is written: forms made from the role, and back."""

from types import SimpleNamespace
from typing import Any

from flask import abort
from wtforms.fields.choices import SelectChoice

from app.events import services as words
from app.events.views.steps import venue_choices
from app.opportunities import queries
from app.opportunities.forms import STEPS, TIMES, USUAL_BENEFITS
from app.opportunities.models import Opportunity
from app.organisations import queries as teams
from app.organisations.models import Organisation

NAMES = list(STEPS)
QUESTIONS = {
    "name": "What is the role?",
    "tasks": "What does somebody do?",
    "when": "When is it?",
    "place": "Where is it?",
    "training": "How do they start?",
    "expenses": "What do you pay back?",
    "check": "Does it need a check?",
    "people": "Who is it for, and who looks after them?",
}


def form_of(role: Opportunity, step: str, *, is_sent: bool = False) -> Any:
    """The form of a page: as it was just sent, or as the role is; its choices filled in."""
    if step not in STEPS:
        abort(404)
    form = STEPS[step]() if is_sent else STEPS[step].of(as_typed(role))
    _fill_choices(form, role.organisation)
    return form


def as_typed(role: Opportunity) -> SimpleNamespace:
    """A role as somebody would type it into its forms."""
    plain = {
        column.key: getattr(role, column.key)
        for column in Opportunity.__table__.columns
        if column.key not in ("is_regular", "references_needed")
    }
    return SimpleNamespace(
        **plain
        | {
            "benefits": role.benefits or ("" if role.published_at else USUAL_BENEFITS),
            "kinds": [task.kind for task in role.tasks],
            "is_regular": "yes" if role.is_regular else "no",
            "references_needed": str(role.references_needed),
            "venue": str(role.venue_id or ""),
            "supporter": str(role.supporter_id or ""),
            "is_eligible": role.eligibility_confirmed_at is not None,
            "badges": sorted(badge.id for badge in role.badges),
            "events": sorted(event.id for event in role.events),
            **_times(role),
        }
    )


def values_of(form: Any) -> dict[str, Any]:
    """What a right form says, as services take it."""
    values: dict[str, Any] = form.values()
    if "is_regular" in values:
        values["is_regular"] = values["is_regular"] == "yes"
        values["times"] = [
            (int(values[f"day_{n}"]), values[f"start_{n}"], values[f"end_{n}"], "weekly")
            for n in TIMES
            if values[f"day_{n}"]
        ]
        values = {name: each for name, each in values.items() if name[-2:] not in _ENDINGS}
    if "venue" in values:
        values["venue_id"] = int(values.pop("venue") or 0) or None
    if "supporter" in values:
        values["supporter_id"] = int(values.pop("supporter"))
        values["references_needed"] = int(values["references_needed"])
    return values


def first_open(role: Opportunity) -> str | None:
    """The first page that does not say yet what it has to; None where all do."""
    return next((step for step in NAMES if not _is_said(role, step)), None)


def after(role: Opportunity, step: str) -> str | None:
    """The page that comes after this one; None where nothing more has to be said."""
    waiting = first_open(role)
    following = NAMES[NAMES.index(step) + 1 :]
    return following[0] if waiting in following else waiting


def hints(role: Opportunity) -> list[Any]:
    """Kind words on all that a role says."""
    return words.hints_on(
        *(role.title, role.summary, role.time_commitment, role.when_words, role.induction),
        *(role.expenses, role.benefits, role.check_why),
        *(*role.what_you_will_do, *role.what_you_get, *role.training),
    )


def _is_said(role: Opportunity, step: str) -> bool:
    form = STEPS[step](formdata=None, obj=as_typed(role), meta={"csrf": False})
    _fill_choices(form, role.organisation)
    return bool(form.validate())


_ENDINGS = {f"_{n}" for n in TIMES}


def _times(role: Opportunity) -> dict[str, Any]:
    rows: list[tuple[Any, ...]] = [
        (str(t.weekday), t.start_time, t.end_time) for t in role.times[: len(TIMES)]
    ]
    rows += [("", None, None)] * (len(TIMES) - len(rows))
    return {
        f"{name}_{n}": value
        for n, row in zip(TIMES, rows, strict=True)
        for name, value in zip(("day", "start", "end"), row, strict=True)
    }


def _fill_choices(form: Any, group: Organisation) -> None:
    """Give the fields of a form what the database has to choose from."""
    if "venue" in form:
        choices = venue_choices(group)
        choices.pop("Without a door", None)
        form.venue.choices = choices
    if "supporter" in form:
        team = [SelectChoice(str(each.person.id), each.name) for each in teams.team(group)]
        form.supporter.choices = [SelectChoice("", "Choose one"), *team]
    if "badges" in form:
        form.badges.choices = [SelectChoice(row.id, row.name) for row in queries.badges()]
        form.events.choices = [
            SelectChoice(row.id, row.title) for row in queries.events_to_help_at(group)
        ]
        for field in (form.badges, form.events):
            known = {each.value for each in field.choices}
            field.data = sorted(each for each in set(field.data or ()) if each in known)
