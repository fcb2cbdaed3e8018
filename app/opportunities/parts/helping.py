"""What pages about something else show of the ways to help."""

from collections.abc import Sequence

from app.events.models import Event
from app.opportunities import queries
from app.opportunities.queries import Card, Filters
from app.organisations.models import Organisation
from app.shared.geography import Position

_SHOWN = 3
_OF_A_GROUP = 20


def roles_of(group: Organisation) -> Sequence[Card]:
    """The roles of a group that people may come to, A to Z."""
    return queries.cards(Filters(group_id=group.id), _OF_A_GROUP)


def roles_at(event: Event) -> Sequence[Card]:
    """The roles that help at an event."""
    return queries.cards(Filters(event_id=event.id), _SHOWN)


def roles_near(position: Position | None) -> Sequence[Card]:
    """A few to begin with: the nearest, where somebody said where they are."""
    return queries.cards(Filters(near=position), _SHOWN)
