"""Holding an event with other groups: never before they say yes.

What is held with a group stands on its page and goes to those who follow it, so nobody else speaks
for it.
"""

from collections.abc import Collection

from sqlalchemy import Table, delete, insert

from app.events import emails, queries
from app.events.models import Event, cohost_requests, event_cohosts
from app.organisations import queries as organisations
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db
from app.shared.errors import RuleBroken

NO_LONGER_ASKED = "They do not ask any longer. Nothing has changed"


def set_cohosts(event: Event, chosen: Collection[int], person: Person) -> None:
    """Hold `event` with these groups and no others. Those that `person` does not organise are
    asked, by mail as soon as the public sees `event`, and named once they say yes. Those that the
    public cannot see are left out. Needs the event held, and its group loaded."""
    may_be = {group.id: group for group in queries.may_cohost(event)}
    held, asked = queries.cohosts_of(event), queries.asked_to_cohost(event)
    own = {group.id for group in organisations.organised_by(person)}
    wanted = may_be.keys() & set(chosen)
    _set(event_cohosts, event, (wanted & held) | (wanted & own))
    _set(cohost_requests, event, wanted - held - own)
    if event.is_published and event.organisation.is_public:
        for group_id in sorted(wanted - held - own - asked):
            emails.asked_to_cohost(event, may_be[group_id])


def mail_asked(event: Event) -> None:
    """Write to the groups that `event`, which has just become public, asks to hold it. Needs its
    group loaded."""
    if asked := queries.asked_to_cohost(event):
        for group in queries.may_cohost(event):
            if group.id in asked:
                emails.asked_to_cohost(event, group)


def accept(event: Event, group: Organisation) -> None:
    """The group says yes: it is named from now on. Refuses where nobody asks. Needs the event
    held."""
    if group.id not in queries.asked_to_cohost(event):
        raise RuleBroken(NO_LONGER_ASKED)
    _drop(cohost_requests, event, group)
    row = {"event_id": event.id, "organisation_id": group.id}
    db.session.execute(insert(event_cohosts).values(row))


def decline(event: Event, group: Organisation) -> None:
    """The group says no, or no longer: it is not named, and nobody is told."""
    _drop(cohost_requests, event, group)
    _drop(event_cohosts, event, group)


def _set(table: Table, event: Event, groups: Collection[int]) -> None:
    db.session.execute(delete(table).where(table.c.event_id == event.id))
    if groups:
        rows = [{"event_id": event.id, "organisation_id": each} for each in sorted(groups)]
        db.session.execute(insert(table), rows)


def _drop(table: Table, event: Event, group: Organisation) -> None:
    db.session.execute(
        delete(table).where(table.c.event_id == event.id, table.c.organisation_id == group.id)
    )
