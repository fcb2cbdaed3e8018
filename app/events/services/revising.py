"""Changing the words of an event that is there already."""

from typing import Any

from sqlalchemy import delete, insert, select, update

from app.events.models import Event, EventHost, event_cohosts
from app.events.services.drafting import set_hosts
from app.events.services.indexing import index_event
from app.organisations.models import Organisation, OrganisationKind, OrganisationState
from app.shared.database import db

WORDS = (
    *("title", "neutral_title", "summary", "description", "what_to_expect", "bring", "cost"),
    *("is_free", "joining", "offers_buddy"),
)


def words_of_event(event: Event) -> dict[str, Any]:
    """The words of `event` as they are, with who hosts it and the groups it is held with."""
    hosts = select(EventHost.person_id).where(EventHost.event_id == event.id)
    groups = select(event_cohosts.c.organisation_id).where(event_cohosts.c.event_id == event.id)
    return {name: getattr(event, name) for name in WORDS} | {
        "hosts": sorted(db.session.scalars(hosts)),
        "cohosts": sorted(db.session.scalars(groups)),
    }


def hold_words(event: Event) -> None:
    """Nobody else changes this event until we are done; an UPDATE, for SQLite knows no FOR."""
    db.session.execute(
        update(Event)
        .where(Event.id == event.id)
        .values(slug=Event.slug, updated_at=Event.updated_at)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(event, WORDS)


def revise(event: Event, values: dict[str, Any]) -> None:
    """Give `event` new words. The address of its page stays, for it stands on posters."""
    values = dict(values)
    set_hosts(event, values.pop("hosts"))
    _set_cohosts(event, values.pop("cohosts"))
    for name in WORDS:
        setattr(event, name, values[name])
    db.session.flush()
    if event.is_published:
        index_event(event)


def _set_cohosts(event: Event, groups: list[int]) -> None:
    """Groups that the public cannot see are left out, and the event's own."""
    known = db.session.scalars(
        select(Organisation.id).where(
            Organisation.id.in_(groups),
            Organisation.state == OrganisationState.VERIFIED,
            Organisation.kind != OrganisationKind.NETWORK,
            Organisation.id != event.organisation_id,
        )
    ).all()
    db.session.execute(delete(event_cohosts).where(event_cohosts.c.event_id == event.id))
    if known:
        rows = [{"event_id": event.id, "organisation_id": each} for each in known]
        db.session.execute(insert(event_cohosts), rows)
