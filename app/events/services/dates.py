"""The dates of a series as rows: made ahead of time, cancelled, restored, moved."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.events.models import Event, Occurrence
from app.events.services.recurrence import dates_of, exists, rule_of, utc_span
from app.places.models import Venue
from app.shared import holding
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.local_time import today_in

WINDOW_WEEKS = 26
"""How far ahead dates are rows that can be booked."""
EVENTS_AT_A_TIME = 200
ROWS_AT_A_TIME = 500
HELD = (
    *("starts_at", "ends_at", "sequence", "cancelled_at", "cancellation_reason", "notice"),
    *("local_date", "start_time", "duration_minutes", "venue_id"),
)
Row = dict[str, Any]


def extend_windows(now: datetime | None = None) -> int:
    """Give every published event its rows for the next 26 weeks; says how many were new.

    Safe to run twice or by two workers at once. Rows that are there are left as they are.
    """
    now = now or utcnow()
    last_id, made = 0, 0
    while True:
        events = db.session.scalars(
            select(Event)
            .where(Event.published_at.is_not(None), Event.id > last_id)
            .order_by(Event.id)
            .limit(EVENTS_AT_A_TIME)
        ).all()
        if not events:
            return made
        made += _add_missing([row for event in events for row in _rows(event, now)])
        last_id = events[-1].id


def extend_window(event: Event, until: date | None = None, now: datetime | None = None) -> int:
    """Give `event` its rows from today to `until` (else 26 weeks); says how many were new."""
    return _add_missing(_rows(event, now or utcnow(), until))


def cancel_date(occurrence: Occurrence, reason: str) -> bool:
    """Call the date off and say why; False if it was off already. Refuses once it is over.

    Only the date: whoever booked is the affair of the room that knows about bookings.
    """
    hold(occurrence)
    if occurrence.is_cancelled:
        return False
    if occurrence.has_ended:
        raise RuleBroken("This date has been, so it cannot be cancelled")
    if not reason.strip():
        raise RuleBroken("Say why it is off, so that nobody is left guessing")
    occurrence.cancelled_at = utcnow()
    occurrence.cancellation_reason = reason.strip()
    _mark_changed(occurrence)
    return True


def restore_date(occurrence: Occurrence) -> bool:
    """Put a cancelled date back on; False if it was on. Refuses once it would have started."""
    hold(occurrence)
    if not occurrence.is_cancelled:
        return False
    if occurrence.has_started:
        raise RuleBroken("It would have started by now, so it cannot be put back on")
    occurrence.cancelled_at = None
    occurrence.cancellation_reason = ""
    _mark_changed(occurrence)
    return True


def move_date(
    occurrence: Occurrence,
    *,
    notice: str,
    local_date: date | None = None,
    start_time: time | None = None,
    duration_minutes: int | None = None,
    venue: Venue | None = None,
) -> bool:
    """Change when or where one date is, with words that its page shows on top; False where all of
    that is so already.

    Refuses a date that has started, a moment that is past and a start that no clock shows.
    """
    hold(occurrence)
    if occurrence.has_started:
        raise RuleBroken("This date has started, so it cannot be moved")
    if not notice.strip():
        raise RuleBroken("Say what has changed, so that people who planned to come know")
    day, start = local_date or occurrence.local_date, start_time or occurrence.start_time
    minutes = duration_minutes or occurrence.duration_minutes
    wanted = (day, start, minutes, venue.id if venue else occurrence.venue_id, notice.strip())
    if wanted == _as_it_is(occurrence):
        return False
    if not exists(day, start, occurrence.zone):
        raise RuleBroken("The clocks go forward that night. Choose another time")
    starts_at, ends_at = utc_span(day, start, minutes, occurrence.zone)
    if starts_at <= utcnow():
        raise RuleBroken("Choose a time that is still to come")
    occurrence.local_date, occurrence.start_time = day, start
    occurrence.duration_minutes = minutes
    occurrence.starts_at, occurrence.ends_at = starts_at, ends_at
    if venue:
        occurrence.venue = venue
    occurrence.notice = notice.strip()
    _mark_changed(occurrence)
    return True


def _as_it_is(occurrence: Occurrence) -> tuple[date, time, int, int, str]:
    return (
        *(occurrence.local_date, occurrence.start_time, occurrence.duration_minutes),
        *(occurrence.venue_id, occurrence.notice),
    )


def _rows(event: Event, now: datetime, until: date | None = None) -> list[Row]:
    today = today_in(event.zone, now)
    rows: list[Row] = []
    for day in dates_of(rule_of(event), today, until or today + timedelta(weeks=WINDOW_WEEKS)):
        starts_at, ends_at = utc_span(day, event.start_time, event.duration_minutes, event.zone)
        rows.append(
            {
                "event_id": event.id,
                "original_date": day,
                "venue_id": event.venue_id,
                "local_date": day,
                "start_time": event.start_time,
                "duration_minutes": event.duration_minutes,
                "zone": event.zone,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "capacity": event.capacity,
            }
        )
    return rows


def _add_missing(rows: list[Row]) -> int:
    """Insert those not there yet. Looks first, so that most runs write nothing; the constraint
    settles it when two run at once."""
    if not rows:
        return 0
    known = {
        (event_id, day)
        for event_id, day in db.session.execute(
            select(Occurrence.event_id, Occurrence.original_date).where(
                Occurrence.event_id.in_({row["event_id"] for row in rows}),
                Occurrence.original_date >= min(row["original_date"] for row in rows),
            )
        )
    }
    missing = [row for row in rows if (row["event_id"], row["original_date"]) not in known]
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    made = 0
    for first in range(0, len(missing), ROWS_AT_A_TIME):
        chunk = missing[first : first + ROWS_AT_A_TIME]
        add = insert(Occurrence).values(chunk).on_conflict_do_nothing()
        made += len(db.session.scalars(add.returning(Occurrence.id)).all())
    return made


def hold(occurrence: Occurrence) -> None:
    """Nobody else changes this date until we are done; what we know of it is fresh."""
    holding.hold(occurrence, again=HELD)


def _mark_changed(occurrence: Occurrence) -> None:
    occurrence.sequence += 1
    occurrence.changed_at = utcnow()
    db.session.flush()
