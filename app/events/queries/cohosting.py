"""With whom an event is held, and who is asked."""

from collections.abc import Sequence

from sqlalchemy import Table, select
from sqlalchemy.orm import joinedload

from app.events.models import Event, cohost_requests, event_cohosts
from app.organisations.models import Organisation, OrganisationKind, OrganisationState
from app.shared.database import db


def may_cohost(event: Event) -> Sequence[Organisation]:
    """The other groups that `event` may be held with, A to Z: every one that is checked."""
    return db.session.scalars(
        select(Organisation)
        .where(
            Organisation.state == OrganisationState.VERIFIED,
            Organisation.kind != OrganisationKind.NETWORK,
            Organisation.id != event.organisation_id,
        )
        .order_by(Organisation.name, Organisation.id)
    ).all()


def cohosts_of(event: Event) -> set[int]:
    """The ids of the groups that `event` is held with."""
    return _of(event_cohosts, event)


def asked_to_cohost(event: Event) -> set[int]:
    """The ids of the groups that are asked to hold `event` and have not answered."""
    return _of(cohost_requests, event)


def cohosting_asked_of(group: Organisation) -> Sequence[Event]:
    """The public events that other groups ask this one to hold with them, A to Z."""
    return _with(cohost_requests, group)


def held_with_others(group: Organisation) -> Sequence[Event]:
    """The public events of other groups that this one holds with them, A to Z."""
    return _with(event_cohosts, group)


def event_held_with(group: Organisation, event_id: int) -> Event:
    """An event that another group holds with this one, or asks it to; 404 for any other."""
    named = [
        select(table.c.event_id).where(table.c.organisation_id == group.id)
        for table in (event_cohosts, cohost_requests)
    ]
    event: Event = db.first_or_404(
        select(Event).where(Event.id == event_id, Event.id.in_(named[0].union(named[1])))
    )
    return event


def _of(table: Table, event: Event) -> set[int]:
    rows = select(table.c.organisation_id).where(table.c.event_id == event.id)
    return set(db.session.scalars(rows))


def _with(table: Table, group: Organisation) -> Sequence[Event]:
    return db.session.scalars(
        select(Event)
        .join(table, table.c.event_id == Event.id)
        .join(Event.organisation)
        .where(table.c.organisation_id == group.id, Event.published_at.is_not(None))
        .where(Organisation.state == OrganisationState.VERIFIED)
        .options(joinedload(Event.organisation))
        .order_by(Event.title, Event.id)
    ).all()
