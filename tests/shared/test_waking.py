from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.shared.waking import SLEEPS, WAKES, after_waking_time, next_waking, waking_hours

LONDON = "Europe/London"
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))


def is_up(moment):
    return WAKES <= moment.astimezone(ZoneInfo(LONDON)).time() < SLEEPS


@given(MOMENTS)
def test_the_next_waking_moment_is_by_day_and_not_before(moment):
    found = next_waking(moment, LONDON)

    assert found >= moment
    assert is_up(found)
    assert found == moment or not is_up(moment)
    assert found - moment <= timedelta(hours=12)


@given(MOMENTS, st.integers(1, 24))
@example(datetime(2024, 1, 1, 9, microsecond=1, tzinfo=UTC), 12)
def test_waking_hours_are_counted_one_by_one(moment, hours):
    """The same answer as walking there minute by minute."""
    end = after_waking_time(moment, timedelta(hours=hours), LONDON)

    start = moment.replace(second=0, microsecond=0)
    exact = after_waking_time(start, timedelta(hours=hours), LONDON)
    minutes, here = 0, start
    while minutes < hours * 60:
        minutes += is_up(here)
        here += timedelta(minutes=1)
    assert exact == here
    minute_later = after_waking_time(start + timedelta(minutes=1), timedelta(hours=hours), LONDON)
    assert exact <= end <= minute_later


@pytest.mark.parametrize(
    ("day", "morning", "night"),
    [("2026-03-28", 8, 21), ("2026-03-29", 7, 20), ("2026-10-24", 7, 20), ("2026-10-25", 8, 21)],
)
def test_a_day_begins_at_eight_on_the_wall_whatever_the_season(app, day, morning, night):
    hours = [moment.isoformat() for moment in waking_hours(date.fromisoformat(day))]

    assert hours == [f"{day}T{morning:02}:00:00+00:00", f"{day}T{night:02}:00:00+00:00"]
