"""Writing a role down and changing it. One that is not published is its own draft: it is a row as
any other, that only its team sees."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, inspect, select
from sqlalchemy.exc import IntegrityError

from app.badges.models import Badge
from app.events.models import Event
from app.events.services import neutral_name
from app.opportunities import queries
from app.opportunities.models import (
    CheckLevel,
    Opportunity,
    OpportunityTask,
    OpportunityTime,
)
from app.opportunities.services.indexing import index_role
from app.opportunities.services.raising import raise_check
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.codes import hashed
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold

_KEY = 24
"""Letters of the key of a form in the address of a draft, which nobody outside sees."""
_NOT_COPIED = {
    *("id", "slug", "published_at", "paused_at", "closed_at", "closes_on", "updated_at"),
    *("eligibility_confirmed_at", "eligibility_confirmed_by_id", "search_words"),
}


def start_role(group: Organisation, form_key: str, values: dict[str, Any]) -> Opportunity:
    """A role that nobody outside sees yet. The same form sent twice begins one."""
    return _begin(group, form_key, {"benefits": ""} | _named(values, group))


def copy_role(role: Opportunity, form_key: str) -> Opportunity:
    """A new one with the same words, not published. The same button pressed twice makes one.

    Whether an enhanced check is lawful is asked again. Nothing of who helps comes with it.
    """
    kept = {
        column.key: getattr(role, column.key)
        for column in inspect(Opportunity).column_attrs
        if column.key not in _NOT_COPIED
    }
    copy = _begin(role.organisation, form_key, kept)
    if copy.title == role.title:
        copy.title = f"{role.title} (copy)"[:120]
        _set_tasks(copy, [task.kind for task in role.tasks])
        _set_times(copy, [(t.weekday, t.start_time, t.end_time, t.how_often) for t in role.times])
        whole = queries.one_of_team(role.organisation, copy.id)
        whole.badges, whole.events = list(role.badges), list(role.events)
        db.session.flush()
    return copy


def hold_role(role: Opportunity) -> Opportunity:
    """Nobody else changes this role until we are done; it as it is by then."""
    hold(role)
    return queries.one_of_team(role.organisation, role.id)


def revise_role(role: Opportunity, values: dict[str, Any], person: Person) -> None:
    """Give `role`, which is held, what a page of its form says, as `person` says.

    That an enhanced check is lawful is written down with who said so and when, and asked again
    once the role had another check in between. Its address stays, for it is on posters.
    """
    values = dict(values)
    if "title" in values:
        values = _named(values, role.organisation)
    if "kinds" in values:
        _set_tasks(role, values.pop("kinds"))
    if "times" in values:
        _set_times(role, values.pop("times"))
    if "check_level" in values:
        _confirm(role, values["check_level"], values.pop("is_eligible"), person)
    for name, model in (("badges", Badge), ("events", Event)):
        if name in values:
            ids = values.pop(name)
            setattr(role, name, list(db.session.scalars(select(model).where(model.id.in_(ids)))))  # type: ignore[attr-defined]
    for name, value in values.items():
        setattr(role, name, value)
    db.session.flush()
    if "check_level" in values:
        raise_check(role, person)
    index_role(queries.one_of_team(role.organisation, role.id))
    db.session.flush()


def _begin(group: Organisation, form_key: str, values: dict[str, Any]) -> Opportunity:
    slug = f"draft-{hashed(form_key)[:_KEY]}"
    if known := queries.begun_with(group, slug):
        return known
    role = Opportunity(**values, slug=slug)
    role.organisation = group
    try:
        with db.session.begin_nested():
            db.session.add(role)
    except IntegrityError:
        raise RuleBroken("That form was used before. Start again from your roles") from None
    return role


def _named(values: dict[str, Any], group: Organisation) -> dict[str, Any]:
    neutral = values["neutral_title"] or neutral_name(values["title"], group)
    return values | {"neutral_title": neutral}


def _set_tasks(role: Opportunity, kinds: Sequence[str]) -> None:
    db.session.execute(delete(OpportunityTask).where(OpportunityTask.opportunity_id == role.id))
    db.session.add_all(OpportunityTask(opportunity_id=role.id, kind=kind) for kind in kinds)


def _set_times(role: Opportunity, times: Sequence[tuple[Any, ...]]) -> None:
    db.session.execute(delete(OpportunityTime).where(OpportunityTime.opportunity_id == role.id))
    names = ("weekday", "start_time", "end_time", "how_often")
    db.session.add_all(
        OpportunityTime(opportunity_id=role.id, **dict(zip(names, time, strict=True)))
        for time in dict.fromkeys(times)
    )


def _confirm(role: Opportunity, level: str, is_eligible: bool, person: Person) -> None:
    if level != CheckLevel.ENHANCED:
        role.eligibility_confirmed_at = role.eligibility_confirmed_by_id = None
    elif not is_eligible:
        raise RuleBroken("Use the official guidance first, then tick this")
    elif role.eligibility_confirmed_at is None:
        role.eligibility_confirmed_at = utcnow()
        role.eligibility_confirmed_by_id = person.id
