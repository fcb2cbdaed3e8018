"""Where somebody can go who stands at a door that is shut."""

from collections.abc import Iterable
from datetime import datetime

from app.events.models import Occurrence
from app.events.queries.cards import Card
from app.events.queries.filters import Filters
from app.events.queries.lists import upcoming
from app.shared.database import utcnow
from app.shared.geography import Position
from app.shared.local_time import today_in

MILES = 20
"""Further than this nobody goes instead."""
LOOKED_AT = 50


def open_instead(dates: Iterable[Occurrence]) -> Card | None:
    """The nearest place that is open now and needs no booking, where one of `dates`, which needs
    none either, is shut today; else the next that opens today. None, without a question to the
    database, where nobody stands at a shut door; each of `dates` with its event, venue and place.
    """
    now = utcnow()
    shut = next((date for date in dates if _is_shut_today(date, now)), None)
    if not shut or not (position := _position(shut)):
        return None
    near = Filters(
        near=position,
        within=MILES,
        last_day=today_in(shut.zone, now),
        zone=shut.zone,
        drop_in=True,
    )
    others = [
        card
        for card in upcoming(near, limit=LOOKED_AT).cards
        if card.event_id != shut.event_id and not card.is_cancelled
    ]
    return min(others, key=_soon_and_near, default=None)


def _is_shut_today(date: Occurrence, now: datetime) -> bool:
    is_shut = date.is_cancelled or date.has_ended
    return date.event.is_drop_in and is_shut and date.local_date == today_in(date.zone, now)


def _position(date: Occurrence) -> Position | None:
    """The town's, so that nothing here depends on an address that may be private."""
    town = date.venue.place
    return Position(town.latitude, town.longitude) if town else None


def _soon_and_near(card: Card) -> tuple[object, ...]:
    if card.has_started:
        return (0, card.miles, card.occurrence_id)
    return (1, card.starts_at, card.miles, card.occurrence_id)
