"""Writing an event down, one step at a time, until it is put before the public."""

import re
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from app.events import queries
from app.events.models import (
    DRAFT_DAYS,
    Audience,
    Event,
    EventDraft,
    EventHost,
    EventKind,
)
from app.events.services.publishing import slug_for
from app.events.services.questions import ask_again
from app.events.services.recurrence import Rule, check_rule
from app.events.services.words import telling
from app.organisations.models import Organisation
from app.places.models import Venue, VenueType
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold_where

Answers = dict[str, list[str]]
PICTURES = {
    "walk": "boots",
    "cafe": "cup",
    "circle": "circle",
    "social": "stars",
    "make": "brush",
    "learn": "page",
    "grow": "leaf",
    "voice": "voice",
}
"""The picture an event wears, by the look of its kind."""
QUESTIONS = "questions"
"""Beside the steps of a draft: what the event that it is a copy of asks."""
REMOTE_NAMES = {VenueType.ONLINE: "Online", VenueType.PHONE: "By phone"}


def start_draft(group: Organisation, form_key: str) -> EventDraft:
    """A draft for `group`. The same form sent twice begins one draft."""
    if known := queries.begun_with(group, form_key):
        return known
    draft = EventDraft(organisation_id=group.id, form_key=form_key, answers={})
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:
        raise RuleBroken("That form was used before. Start again from your events") from None
    return draft


def keep_step(draft: EventDraft, step: str, answers: Answers) -> None:
    """Keep what was typed at a step, in place of what was kept there before."""
    draft.answers = {**draft.answers, step: answers}
    draft.updated_at = utcnow()
    db.session.flush()


def take_draft(group: Organisation, draft_id: int) -> EventDraft | None:
    """A draft of `group`, held until this transaction ends; None where it is not there any more. Of
    two who publish it at once, the second finds none."""
    if not hold_where(
        EventDraft, EventDraft.id == draft_id, EventDraft.organisation_id == group.id
    ):
        return None
    return db.session.get_one(EventDraft, draft_id, populate_existing=True)


def drop_draft(draft: EventDraft) -> None:
    """Throw a draft away."""
    db.session.delete(draft)
    db.session.flush()


def forget_drafts(now: datetime | None = None) -> int:
    """Throw away the drafts that nobody touched for 90 days; says how many."""
    old = (now or utcnow()) - timedelta(days=DRAFT_DAYS)
    gone = delete(EventDraft).where(EventDraft.updated_at < old).returning(EventDraft.id)
    return len(db.session.scalars(gone).all())


def neutral_name(title: str, group: Organisation) -> str:
    """A name for `title` that gives nothing away: without its telling words, if enough is left."""
    words = [word for word in title.split() if not telling(word)]
    rest = re.sub(
        r"^(?:and|for|of|the|in|&)\b\s*|\s*\b(?:and|for|of|the|in|&)$",
        "",
        " ".join(words),
        flags=re.I,
    )
    if len(words) == len(title.split()):
        return title
    return rest[:1].upper() + rest[1:] if len(rest.split()) > 1 else f"{group.neutral_name} meet-up"


def write_event(draft: EventDraft, values: dict[str, Any]) -> Event:
    """The event that a draft stands for, not public yet; the draft is gone.

    `values` are those of its forms together. Refuses a rule that cannot be kept, and a kind,
    place or host that is not to be had.
    """
    group = db.session.get_one(Organisation, draft.organisation_id)
    values = dict(values)
    hosts = values.pop("hosts")
    check_rule(rule_from(values))
    kind = _one(EventKind, values.pop("kind"), "Choose a kind")
    audience = _one(Audience, values.pop("audience"), "Choose who it is for")
    venue = venue_of(values.pop("venue"), group)
    event = Event(
        **values
        | {"neutral_title": values["neutral_title"] or neutral_name(values["title"], group)},
        organisation=group,
        kind=kind,
        audience=audience,
        venue=venue,
        picture=PICTURES.get(kind.look, "circle"),
        is_step_free=venue.is_step_free,
    )
    event.slug = slug_for(event)
    db.session.add(event)
    db.session.flush()
    set_hosts(event, hosts)
    ask_again(event, draft.answers.get(QUESTIONS, {}))
    drop_draft(draft)
    return event


def set_hosts(event: Event, people: Collection[int]) -> None:
    """Name these people as there, and nobody else."""
    db.session.execute(delete(EventHost).where(EventHost.event_id == event.id))
    db.session.add_all(EventHost(event_id=event.id, person_id=each) for each in set(people))
    db.session.flush()


def rule_from(values: dict[str, Any]) -> Rule:
    """The rule among the values of a form."""
    return Rule(
        frequency=values["frequency"],
        first_date=values["first_date"],
        start_time=values["start_time"],
        duration_minutes=values["duration_minutes"],
        weekdays=tuple(values["weekdays"]),
        nth=values["nth"],
        block_length=values["block_length"],
        last_date=values["last_date"],
        left_out=frozenset(date.fromisoformat(day) for day in values["left_out"]),
    )


def venue_of(chosen: str, group: Organisation) -> Venue:
    """The venue of this id, with its place, if the group may use it; for `online` and `phone`, one
    without a door."""
    if chosen in REMOTE_NAMES:
        return _remote(VenueType(chosen))
    known = {str(venue.id) for venue in queries.venues_for(group)}
    if chosen not in known:
        raise RuleBroken("Choose a place, or online, or by phone")
    return _with_place(Venue.id == int(chosen))  # type: ignore[return-value]


def _remote(kind: VenueType) -> Venue:
    slug = f"any-{kind}"
    venue = _with_place(Venue.slug == slug)
    if venue is None:
        venue = Venue(slug=slug, name=REMOTE_NAMES[kind], type=kind, place=None)
        db.session.add(venue)
        db.session.flush()
    return venue


def _with_place(which: ColumnElement[bool]) -> Venue | None:
    return db.session.scalar(select(Venue).where(which).options(joinedload(Venue.place)))


def _one(model: type[Any], slug: str, otherwise: str) -> Any:
    found = db.session.scalar(select(model).where(model.slug == slug))
    if found is None:
        raise RuleBroken(otherwise)
    return found
