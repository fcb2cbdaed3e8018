"""A whole series changed or ended: one transaction, and one mail to everyone whose dates moved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import update

from app.bookings import emails, queries
from app.bookings.models import Booking
from app.bookings.services.dates import cancel_date
from app.events import services as events
from app.events.models import Event, Frequency, Occurrence
from app.following import services as following
from app.following.models import News
from app.places.models import Venue
from app.shared import outbox
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.formatting import day_and_time


@dataclass(frozen=True)
class SeriesChange:
    """How many dates moved, were called off because somebody had booked them, and went."""

    moved: int
    called_off: int
    removed: int


def change_series(
    event: Event, values: dict[str, Any], venue: Venue, *, notice: str, tells: bool = True
) -> SeriesChange:
    """Give `event` another rule or place, from the first date in `values` on.

    Dates that were changed by hand stay as they are. One that is no longer among the dates is
    called off if anybody ever booked it, and whoever did is told, always; otherwise it goes.
    Those whose date is at another time or place get one mail each if `tells`. Refuses with
    RuleBroken as events.services.plan_series does, and to make a course of dates that people booked
    one by one, or the other way round: neither knows what to do with the other's bookings.
    """
    plan = events.plan_series(event, values, venue)
    becomes_other = event.is_block != (values["frequency"] == Frequency.BLOCK)
    if becomes_other and queries.people_booked_from(event, event.first_date):
        raise RuleBroken("People have booked this as it is. Let it end, and start a new one.")
    booked = queries.ever_booked(row.id for row in plan.dropped)
    off = [row for row in plan.dropped if row.id in booked]
    gone = [row for row in plan.dropped if row.id not in booked]
    events.set_series(event, values, venue, plan.moved, gone)
    _remind_anew(plan.moved)
    if tells and plan.moved:
        _tell(plan.moved, notice)
    for row in off:
        cancel_date(row, notice)
    return SeriesChange(len(plan.moved), len(off), len(gone))


def end_series(event: Event, last_date: date, reason: str) -> SeriesChange:
    """Let `last_date` be the last one. Dates after it go as `change_series` lets them go."""
    values = events.rule_values(event) | {"last_date": last_date}
    return change_series(event, values, event.venue, notice=reason)


def withdraw(event: Event) -> None:
    """Take `event` back from the public, or from being published. Twice is once.

    Refuses with RuleBroken once anybody has booked, even if they cancelled since: their page would
    lead nowhere.
    """
    events.hold_all(event)
    if queries.was_ever_booked(event):
        raise RuleBroken(
            "Somebody has booked, so it stays public. You can call off its dates, or let it end."
        )
    events.withdraw(event)


def _remind_anew(moved: Collection[Occurrence]) -> None:
    dates = [row.id for row in moved]
    db.session.execute(
        update(Booking).where(Booking.occurrence_id.in_(dates)).values(reminded_at=None)
    )


def _tell(moved: list[Occurrence], notice: str) -> None:
    """One mail to an address, about its next date, with the days of its others."""
    by_address = queries.live_on(row.id for row in moved)
    others = {held[0][0]: held[1:] for held in by_address.values()}
    spared = outbox.who_had_enough(by_address)
    for booking in queries.in_full(others):
        days = [day_and_time(start) for _, start in others[booking.id]]
        emails.date_changed(booking, notice=notice, others=days, spared=spared)
    following.tell(moved[0], News.CHANGED, but=set(by_address))
