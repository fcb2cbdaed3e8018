"""Changing the words of an event that is there already."""

from typing import Any

from sqlalchemy import select

from app.events import queries
from app.events.models import Event, EventHost
from app.events.services.cohosting import set_cohosts
from app.events.services.drafting import set_hosts
from app.events.services.indexing import index_event
from app.people.models import Person
from app.shared.database import db
from app.shared.holding import hold

WORDS = (
    *("title", "neutral_title", "summary", "description", "what_to_expect", "bring", "cost"),
    *("is_free", "joining", "offers_buddy"),
)


def words_of_event(event: Event) -> dict[str, Any]:
    """The words of `event` as they are, with who hosts it and the groups it is held with or
    that are asked to."""
    hosts = select(EventHost.person_id).where(EventHost.event_id == event.id)
    return {name: getattr(event, name) for name in WORDS} | {
        "hosts": sorted(db.session.scalars(hosts)),
        "cohosts": sorted(queries.cohosts_of(event) | queries.asked_to_cohost(event)),
    }


def hold_words(event: Event) -> None:
    """Nobody else changes this event until we are done; its words as they are by then."""
    hold(event)
    db.session.refresh(event, [*WORDS, "published_at"])


def revise(event: Event, values: dict[str, Any], person: Person) -> None:
    """Give `event` new words, as `person` says. Its address stays, for it stands on posters."""
    values = dict(values)
    set_hosts(event, values.pop("hosts"))
    set_cohosts(event, values.pop("cohosts"), person)
    for name in WORDS:
        setattr(event, name, values[name])
    db.session.flush()
    if event.is_published:
        index_event(event)
