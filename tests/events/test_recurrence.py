"""Days and moments of a series, held against dateutil and over ten years of clock changes."""

import sys
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from app.events.models import Frequency
from app.events.services.recurrence import Rule, check_rule, dates_of, exists, utc_span
from app.shared.errors import RuleBroken

LONDON = ZoneInfo("Europe/London")
FIRST = date(2026, 1, 5)
LAST = date(2036, 1, 5)

days = st.dates(FIRST, LAST)
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple)
clock = st.times().map(lambda t: t.replace(second=0, microsecond=0))


def make_rule(frequency=Frequency.WEEKLY, **given):
    usual = {"first_date": FIRST, "start_time": time(18, 30), "duration_minutes": 90}
    if frequency in (Frequency.WEEKLY, Frequency.FORTNIGHTLY):
        usual["weekdays"] = (1,)
    return Rule(frequency=frequency, **usual | given)


def by_dateutil(rule, **given):
    start = datetime.combine(rule.first_date, time())
    end = datetime.combine(LAST, time())
    return [m.date() for m in rrule.rrule(dtstart=start, until=end, wkst=rrule.MO, **given)]


def test_once_is_that_day_and_no_other():
    rule = make_rule(Frequency.ONCE, first_date=date(2026, 12, 17))

    assert dates_of(rule, FIRST, LAST) == [date(2026, 12, 17)]
    assert dates_of(rule, date(2026, 12, 18), LAST) == []
    assert dates_of(rule, FIRST, date(2026, 12, 16)) == []


@given(first=days, on=weekdays)
def test_weekly_is_as_dateutil_says(first, on):
    rule = make_rule(first_date=first, weekdays=on)

    assert dates_of(rule, FIRST, LAST) == by_dateutil(rule, freq=rrule.WEEKLY, byweekday=on)


@given(first=days, on=weekdays)
def test_fortnightly_is_as_dateutil_says(first, on):
    rule = make_rule(Frequency.FORTNIGHTLY, first_date=first, weekdays=on)

    expected = by_dateutil(rule, freq=rrule.WEEKLY, interval=2, byweekday=on)
    assert dates_of(rule, FIRST, LAST) == expected


def test_fortnights_run_on_through_a_year_of_53_weeks():
    rule = make_rule(Frequency.FORTNIGHTLY, first_date=date(2026, 12, 19), weekdays=(5,))

    found = dates_of(rule, FIRST, date(2027, 1, 31))

    assert found == [date(2026, 12, 19), date(2027, 1, 2), date(2027, 1, 16), date(2027, 1, 30)]


@given(first=days, on=st.integers(0, 6), nth=st.sampled_from([1, 2, 3, 4, -1]))
def test_monthly_is_as_dateutil_says(first, on, nth):
    rule = make_rule(Frequency.MONTHLY, first_date=first, weekdays=(on,), nth=nth)

    expected = by_dateutil(rule, freq=rrule.MONTHLY, byweekday=rrule.weekday(on, nth))
    assert dates_of(rule, FIRST, LAST) == expected


def test_the_last_friday_is_right_across_december():
    rule = make_rule(Frequency.MONTHLY, weekdays=(4,), nth=-1)

    found = dates_of(rule, date(2026, 11, 1), date(2027, 2, 28))

    assert found == [date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 29), date(2027, 2, 26)]


@given(first=days, on=st.integers(0, 6), length=st.integers(1, 52))
def test_a_block_has_that_many_weeks(first, on, length):
    rule = make_rule(Frequency.BLOCK, first_date=first, weekdays=(on,), block_length=length)

    found = dates_of(rule, first, first + timedelta(weeks=60))

    assert len(found) == length
    assert first <= found[0] < first + timedelta(weeks=1)
    assert {later - earlier for earlier, later in pairwise(found)} <= {timedelta(weeks=1)}


@given(
    frequency=st.sampled_from([Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.BLOCK]),
    first=days,
    on=weekdays,
    start=days,
    weeks=st.integers(0, 60),
)
def test_a_window_is_that_part_of_the_whole(frequency, first, on, start, weeks):
    """However the window slides, it shows the same days: or dates would be made twice."""
    rule = make_rule(frequency, first_date=first, weekdays=on, block_length=9)
    end = start + timedelta(weeks=weeks)
    whole = dates_of(rule, FIRST, LAST + timedelta(weeks=60))

    assert dates_of(rule, start, end) == [day for day in whole if start <= day <= end]


def test_nothing_comes_after_the_last_date():
    rule = make_rule(last_date=date(2026, 1, 20))

    assert dates_of(rule, FIRST, LAST) == [date(2026, 1, 6), date(2026, 1, 13), date(2026, 1, 20)]


@given(day=days, start_time=clock, minutes=st.integers(1, 24 * 60))
def test_the_wall_clock_shows_what_was_promised(day, start_time, minutes):
    start, end = utc_span(day, start_time, minutes)

    assert start.utcoffset() == timedelta(0)
    assert end - start == timedelta(minutes=minutes)
    if exists(day, start_time):
        assert start.astimezone(LONDON).replace(tzinfo=None) == datetime.combine(day, start_time)


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [
        (date(2026, 3, 28), 18),
        (date(2026, 3, 29), 17),
        (date(2026, 10, 24), 17),
        (date(2026, 10, 25), 18),
    ],
)
def test_six_oclock_stays_six_oclock_over_both_changes(day, hour_in_utc):
    start, _ = utc_span(day, time(18), 60)

    assert start == datetime.combine(day, time(hour_in_utc), UTC)


def test_the_hour_that_comes_twice_means_its_first():
    start, end = utc_span(date(2026, 10, 25), time(1, 30), 60)

    assert start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert end.astimezone(LONDON).hour == 1


def test_a_start_in_the_missing_hour_is_refused_with_the_day():
    rule = make_rule(weekdays=(6,), start_time=time(1, 30))

    with pytest.raises(RuleBroken, match="29 March 2026"):
        check_rule(rule)
    check_rule(make_rule(weekdays=(5,), start_time=time(1, 30)))
    check_rule(make_rule(weekdays=(6,), start_time=time(2)))


def test_a_rule_is_checked_without_looking_at_each_of_its_days():
    """A calendar that is brought in may hold thousands of rules, and others wait meanwhile."""
    daily = make_rule(weekdays=tuple(range(7)), start_time=time(3))
    check_rule(daily)  # what is the same for all rules is worked out once
    calls = 0

    def count(_frame, _event, _arg):
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        check_rule(daily)
    finally:
        sys.setprofile(before)

    assert calls < 1_000, "it has 3,650 days"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"frequency": "FREQ=SECONDLY"}, "every week"),
        ({"frequency": "daily"}, "every week"),
        ({"weekdays": ()}, "day of the week"),
        ({"weekdays": (7,)}, "Monday to Sunday"),
        ({"weekdays": (1, 1)}, "once"),
        ({"frequency": Frequency.MONTHLY, "weekdays": (1,), "nth": 5}, "second Saturday"),
        ({"frequency": Frequency.MONTHLY, "weekdays": (1,), "nth": None}, "second Saturday"),
        ({"frequency": Frequency.MONTHLY, "weekdays": (1, 2), "nth": 1}, "second Saturday"),
        ({"frequency": Frequency.BLOCK, "block_length": 0}, "1 to 52"),
        ({"frequency": Frequency.BLOCK, "block_length": 10_000}, "1 to 52"),
        ({"last_date": FIRST - timedelta(1)}, "before the first"),
        ({"duration_minutes": 0}, "how long"),
        ({"duration_minutes": 24 * 60 + 1}, "how long"),
        ({"zone": "Mars/Olympus"}, "time zone"),
        ({"zone": "../etc/passwd"}, "time zone"),
        ({"zone": ""}, "time zone"),
        ({"start_time": time(18, 30, tzinfo=UTC)}, "hours and minutes"),
    ],
)
def test_only_our_own_rules_are_taken(wrong, words):
    with pytest.raises(RuleBroken, match=words):
        check_rule(make_rule(**wrong))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"weekdays": (0, 2, 4)},
        {"frequency": Frequency.ONCE},
        {"frequency": Frequency.FORTNIGHTLY},
        {"frequency": Frequency.MONTHLY, "weekdays": (6,), "nth": -1},
        {"frequency": Frequency.BLOCK, "weekdays": (1,), "block_length": 6},
        {"zone": "Europe/Warsaw"},
    ],
)
def test_our_own_rules_are_taken(given):
    rule = make_rule(**given)

    check_rule(rule)

    assert dates_of(rule, FIRST, FIRST + timedelta(weeks=6))
