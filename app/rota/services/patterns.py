"""Shifts as rows, made ahead of time from what a group promises."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from app.events.services.recurrence import Rule, check_rule, dates_of, exists, utc_span
from app.opportunities.models import Opportunity
from app.opportunities.services import hold_role
from app.rota import queries
from app.rota.models import (
    LONGEST,
    MOST_PEOPLE,
    HowOften,
    Shift,
    ShiftPattern,
    minutes_between,
)
from app.rota.services.dates import set_times
from app.rota.services.ending import end_shifts
from app.rota.services.filling import fill
from app.rota.services.holding import hold
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.local_time import today_in

WINDOW_WEEKS = 8
"""How far ahead shifts are rows that can be signed up for."""
PATTERNS_AT_A_TIME = 200
ROWS_AT_A_TIME = 300
ZONE = "Europe/London"
Row = dict[str, Any]


def add_pattern(role: Opportunity, *, least: int, most: int, **values: Any) -> ShiftPattern:
    """Promise shifts of `role`, and make the next weeks of them. Twice is once.

    Refuses with RuleBroken where the rule cannot be kept, an event that the role does not help at,
    and what would be longer than a shift may be.
    """
    check_people(least, most)
    pattern = ShiftPattern(opportunity=role, zone=ZONE, least=least, most=most, **values)
    if pattern.event is None:
        check_rule(_rule(pattern))
    elif not queries.helps_at(role, pattern.event):
        raise RuleBroken("Choose one of the events that this role helps at.")
    _check_length(_minutes(pattern))
    hold_role(role)
    if known := queries.same_pattern(role, least=least, most=most, **values):
        return known
    db.session.add(pattern)
    db.session.flush()
    _add_missing(_rows(pattern, utcnow()))
    return pattern


def add_shift(
    role: Opportunity, day: date, start: time, end: time, *, least: int, most: int, note: str = ""
) -> Shift:
    """One shift on its own. Twice is once. Refuses with RuleBroken a moment that is past, on no
    clock, or further ahead than any week that is shown, and more hours than a shift may have."""
    check_people(least, most)
    _check_length(minutes_between(start, end))
    if not exists(day, start, ZONE) or not exists(_end_day(day, start, end), end, ZONE):
        raise RuleBroken("The clocks go forward that night. Choose another time.")
    starts_at, ends_at = wall_span(day, start, end, ZONE)
    if starts_at <= utcnow():
        raise RuleBroken("Choose a time that is still to come.")
    if day > _last_day(ZONE, utcnow()):
        raise RuleBroken(f"Choose a date in the next {WINDOW_WEEKS} weeks.")
    shift = Shift(opportunity=role, original_date=day, zone=ZONE, least=least, most=most, note=note)
    set_times(shift, starts_at, ends_at)
    hold_role(role)
    if known := queries.same_shift(shift):
        return known
    db.session.add(shift)
    db.session.flush()
    return shift


def end_pattern(pattern: ShiftPattern, last_date: date) -> int:
    """No shifts of it after `last_date`, and none at all where it would begin later: those that
    somebody is on are called off and they are told, the others go. Answers how many were called
    off."""
    pattern.last_date = last_date
    return end_shifts(queries.to_come_of(pattern, last_date))


def set_people(shift: Shift, least: int, most: int) -> None:
    """How many are needed. Refuses with RuleBroken fewer than are on it; more lets in who stands
    by."""
    check_people(least, most)
    hold(shift)
    taken = queries.taken(shift)
    if most < taken:
        raise RuleBroken(f"{taken} people are on it already, so it cannot be for fewer.")
    shift.least, shift.most = least, most
    db.session.flush()
    fill([shift])


def extend_windows(now: datetime | None = None) -> int:
    """Give every pattern its shifts for the next 8 weeks; says how many were new.

    Safe to run twice or by two workers at once. Rows that are there are left as they are.
    """
    now = now or utcnow()
    last_id, made = 0, 0
    while patterns := queries.going_on(now.date(), last_id, PATTERNS_AT_A_TIME):
        made += _add_missing([row for pattern in patterns for row in _rows(pattern, now)])
        last_id = patterns[-1].id
    return made


def check_people(least: int, most: int) -> None:
    """Nothing if a shift may be for so many, else RuleBroken saying what to mend."""
    if not 1 <= least <= most <= MOST_PEOPLE:
        raise RuleBroken(f"Say how many people, from 1 to {MOST_PEOPLE}, the least first.")


def _check_length(minutes: int) -> None:
    if minutes > LONGEST:
        raise RuleBroken(
            f"A shift may be up to {LONGEST // 60} hours, with what goes before and after."
        )


def wall_span(day: date, start: time, end: time, zone: str) -> tuple[datetime, datetime]:
    """From when to when, in UTC: both ends as the clock of `zone` shows them, however long that
    night is."""
    starts_at, _ = utc_span(day, start, 0, zone)
    ends_at, _ = utc_span(_end_day(day, start, end), end, 0, zone)
    return starts_at, ends_at


def _end_day(day: date, start: time, end: time) -> date:
    return day if end > start else day + timedelta(days=1)


def _minutes(pattern: ShiftPattern) -> int:
    if pattern.event:
        margins = (pattern.before_minutes or 0) + (pattern.after_minutes or 0)
        return pattern.event.duration_minutes + margins
    assert pattern.start_time is not None
    assert pattern.end_time is not None
    return minutes_between(pattern.start_time, pattern.end_time)


def _rule(pattern: ShiftPattern) -> Rule:
    assert pattern.start_time is not None
    assert pattern.weekday is not None
    return Rule(
        frequency=pattern.frequency,
        first_date=pattern.first_date,
        last_date=pattern.last_date,
        start_time=pattern.start_time,
        duration_minutes=_minutes(pattern),
        weekdays=(pattern.weekday,),
        nth=pattern.nth,
        zone=pattern.zone,
    )


def _last_day(zone: str, now: datetime) -> date:
    return today_in(zone, now) + timedelta(weeks=WINDOW_WEEKS)


def _rows(pattern: ShiftPattern, now: datetime) -> list[Row]:
    today, until = today_in(pattern.zone, now), _last_day(pattern.zone, now)
    if pattern.frequency == HowOften.WITH_EVENT:
        return list(_rows_with_event(pattern, now, until))
    days = dates_of(_rule(pattern), today, until)
    return [row for day in days if (row := _row_of_day(pattern, day))["starts_at"] > now]


def _row_of_day(pattern: ShiftPattern, day: date) -> Row:
    assert pattern.start_time is not None
    assert pattern.end_time is not None
    span = wall_span(day, pattern.start_time, pattern.end_time, pattern.zone)
    return _row(pattern, day, *span)


def _rows_with_event(pattern: ShiftPattern, now: datetime, until: date) -> Iterable[Row]:
    assert pattern.event
    last = min(until, pattern.last_date) if pattern.last_date else until
    first = max(today_in(pattern.zone, now), pattern.first_date)
    for date_ in queries.dates_of_event(pattern.event, now, first, last):
        starts_at = date_.starts_at - timedelta(minutes=pattern.before_minutes)
        ends_at = date_.ends_at + timedelta(minutes=pattern.after_minutes)
        yield _row(pattern, date_.original_date, starts_at, ends_at) | {
            "occurrence_id": date_.id,
            "number": date_.number,
            "date_sequence": date_.sequence,
        }


def _row(pattern: ShiftPattern, day: date, starts_at: datetime, ends_at: datetime) -> Row:
    shift = Shift(zone=pattern.zone)
    set_times(shift, starts_at, ends_at)
    times = ("local_date", "start_time", "end_time", "zone", "starts_at", "ends_at")
    from_pattern = ("opportunity_id", "least", "most", "note", "before_minutes", "after_minutes")
    return {
        "pattern_id": pattern.id,
        "original_date": day,
        "number": 1,
        "occurrence_id": None,
        "date_sequence": None,
        **{name: getattr(shift, name) for name in times},
        **{name: getattr(pattern, name) for name in from_pattern},
    }


def _add_missing(rows: Sequence[Row]) -> int:
    """Insert those not there yet. Looks first, so that most runs write nothing; the constraint
    settles it when two run at once."""
    if not rows:
        return 0
    known = {
        tuple(key)
        for key in db.session.execute(
            select(Shift.pattern_id, Shift.original_date, Shift.number).where(
                Shift.pattern_id.in_({row["pattern_id"] for row in rows}),
                Shift.original_date >= min(row["original_date"] for row in rows),
            )
        )
    }
    missing = [
        row for row in rows if (row["pattern_id"], row["original_date"], row["number"]) not in known
    ]
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    made = 0
    for first in range(0, len(missing), ROWS_AT_A_TIME):
        chunk = list(missing[first : first + ROWS_AT_A_TIME])
        add = insert(Shift).values(chunk).on_conflict_do_nothing()
        made += len(db.session.scalars(add.returning(Shift.id)).all())
    return made
