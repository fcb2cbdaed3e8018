"""Who hosts an event: those whom it names, for as long as they are in its group's team."""

from sqlalchemy import ColumnElement, SQLColumnExpression, exists

from app.events.models import EventHost
from app.organisations.models import Membership

Id = int | SQLColumnExpression[int] | SQLColumnExpression[int | None]


def is_host(person_id: Id, event_id: Id, group_id: Id) -> ColumnElement[bool]:
    """Whether a person hosts an event of a group: a condition for queries. Whoever left the team,
    or was taken out of it, hosts nothing of it any more, whatever its events still say."""
    return exists().where(
        EventHost.event_id == event_id,
        EventHost.person_id == person_id,
        Membership.person_id == EventHost.person_id,
        Membership.organisation_id == group_id,
    )
