"""Giving a series another rule, from one of its days on: which of its dates stay, move or go."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.events.models import Event, Occurrence
from app.events.services.dates import WINDOW_WEEKS, extend_window
from app.events.services.drafting import rule_from
from app.events.services.indexing import index_event
from app.events.services.recurrence import check_rule, dates_of, utc_span
from app.places.models import Venue
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold, hold_where
from app.shared.local_time import today_in

RULE = (
    *("frequency", "first_date", "last_date", "start_time", "duration_minutes", "weekdays"),
    *("nth", "block_length"),
)


@dataclass
class SeriesPlan:
    """What a new rule means for the dates that are there already."""

    moved: list[Occurrence] = field(default_factory=list)
    """Still among the dates, at another time or place."""
    dropped: list[Occurrence] = field(default_factory=list)
    """No longer among the dates."""


def rule_values(event: Event) -> dict[str, Any]:
    """The rule of `event` as the values of a form."""
    return {name: getattr(event, name) for name in RULE} | {"left_out": list(event.left_out)}


def plan_series(event: Event, values: dict[str, Any], venue: Venue) -> SeriesPlan:
    """What becomes of the dates from the first one of the rule in `values` on, at `venue`.

    Dates that have started, and those that were changed by hand, are in none of its lists.
    Everyone else who wants to change the series, or places on its dates, waits until this
    transaction ends. Refuses a rule that cannot be kept.
    """
    rule = rule_from(values)
    check_rule(rule)
    last = today_in(event.zone) + timedelta(weeks=WINDOW_WEEKS)
    if rule.first_date > last:
        raise RuleBroken(f"Choose a first date within the next {WINDOW_WEEKS} weeks")
    hold_all(event)
    extend_window(event)
    days = set(dates_of(rule, rule.first_date, last))
    plan = SeriesPlan()
    for row in _rows_from(event, values):
        at = (row.start_time, row.duration_minutes, row.venue_id)
        if row.original_date not in days:
            plan.dropped.append(row)
        elif at != (rule.start_time, rule.duration_minutes, venue.id):
            plan.moved.append(row)
    return plan


def set_series(
    event: Event,
    values: dict[str, Any],
    venue: Venue,
    moved: Collection[Occurrence],
    gone: Collection[Occurrence],
) -> None:
    """Give `event` the rule in `values` and the dates that `moved` are their new time and place.

    The dates `gone` are deleted: nobody may ever have booked them.
    """
    for name in RULE:
        setattr(event, name, values[name])
    event.left_out = sorted({*event.left_out, *values["left_out"]})
    if venue.id != event.venue_id:
        event.venue = venue
        event.is_step_free = event.is_step_free if event.walk else venue.is_step_free
    for row in moved:
        row.start_time, row.duration_minutes = event.start_time, event.duration_minutes
        row.venue = venue
        row.starts_at, row.ends_at = utc_span(
            row.local_date, row.start_time, row.duration_minutes, row.zone
        )
        row.sequence += 1
    if gone:
        db.session.execute(delete(Occurrence).where(Occurrence.id.in_([row.id for row in gone])))
    db.session.flush()
    if event.is_published:
        extend_window(event)
        index_event(event)


def _rows_from(event: Event, values: dict[str, Any]) -> list[Occurrence]:
    """The dates to come from the first one of a rule on that nobody changed by hand."""
    return list(
        db.session.scalars(
            select(Occurrence)
            .where(
                Occurrence.event_id == event.id,
                Occurrence.original_date >= values["first_date"],
                Occurrence.starts_at > utcnow(),
                Occurrence.changed_at.is_(None),
                Occurrence.number == 1,
            )
            .options(joinedload(Occurrence.venue).joinedload(Venue.place))
            .order_by(Occurrence.starts_at)
            .execution_options(populate_existing=True)
        )
    )


def hold_all(event: Event) -> None:
    """Nobody else changes `event`, or takes places on its dates to come, until we are done.

    The event first, then its dates in order: as everyone who holds both does.
    """
    hold(event)
    hold_where(Occurrence, Occurrence.event_id == event.id, Occurrence.starts_at > utcnow())
