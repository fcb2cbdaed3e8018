"""How often, by calendars' rules: as another library works it out, and never for long."""

from datetime import date, datetime, time, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from app.events.services.importing.found import Budget, Unkept
from app.events.services.importing.repeating import read_repeat
from app.events.services.recurrence import Rule, dates_of

WINDOW = timedelta(weeks=26)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
weekdays = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=4, unique=True
).map(",".join)
ordinals = st.sampled_from(["1MO", "2TU", "3SA", "4SU", "-1FR", "5WE", "-2TH", "1MO,3MO"])
parts = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 40)),
    st.builds("FREQ=DAILY;BYDAY={}".format, weekdays),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={}".format, st.integers(1, 6), weekdays),
    st.builds("FREQ=WEEKLY;INTERVAL={};BYDAY={};WKST=SU".format, st.integers(1, 3), weekdays),
    st.builds("FREQ=WEEKLY;BYMONTH={}".format, st.integers(1, 12)),
    st.builds("FREQ=MONTHLY;INTERVAL={};BYDAY={}".format, st.integers(1, 5), ordinals),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([1, 13, 29, 31, -1, -31])),
    st.builds("FREQ=MONTHLY;BYDAY={};BYSETPOS={}".format, weekdays, st.sampled_from([1, 2, -1])),
    st.builds("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY={}".format, st.sampled_from([13, -1])),
    st.just("FREQ=MONTHLY"),
    st.just("FREQ=YEARLY"),
    st.builds("FREQ=YEARLY;BYMONTH={};BYDAY={}".format, st.integers(1, 12), ordinals),
    st.builds("FREQ=YEARLY;BYDAY={}".format, st.sampled_from(["20MO", "-1SU", "1TU"])),
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.integers(1, 28)
    ),
)
counts = st.one_of(st.just(""), st.builds(";COUNT={}".format, st.integers(1, 60)))


def as_dateutil_has_it(words, first, start, end):
    last = datetime.combine(end, datetime.min.time())
    found = rrulestr(words, dtstart=datetime.combine(first, datetime.min.time()))
    return [day.date() for day in takewhile(lambda day: day <= last, found) if day.date() >= start]


@given(parts, counts, days, days)
@settings(max_examples=400)
def test_the_days_are_those_that_another_library_finds(rule, count, first, start):
    words, end = rule + count, start + WINDOW

    found = list(read_repeat(words).dates(first, start, end, Budget()))

    assert found == as_dateutil_has_it(words, first, start, end)


@given(parts, days)
@settings(max_examples=300)
def test_what_becomes_a_rule_of_ours_has_the_same_days(words, first):
    columns = read_repeat(words).ours(first)
    if columns is None:
        return
    rule = Rule(
        frequency=columns["frequency"],
        first_date=first,
        start_time=time(18, 30),
        duration_minutes=120,
        weekdays=tuple(columns["weekdays"]),
        nth=columns.get("nth"),
    )

    ours = dates_of(rule, first, first + WINDOW)

    assert ours == as_dateutil_has_it(words, first, first, first + WINDOW)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("FREQ=SECONDLY", "every hour, minute or second"),
        ("FREQ=MINUTELY;COUNT=99", "every hour, minute or second"),
        ("FREQ=HOURLY;INTERVAL=168", "every hour, minute or second"),
        ("COUNT=3", "does not say how often"),
        ("FREQ=WEEKLY;BYHOUR=1,2,3", "BYHOUR"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=WEEKLY;INTERVAL=" + "9" * 400, "INTERVAL=999"),
        ("FREQ=MONTHLY;BYMONTHDAY=99", "BYMONTHDAY=99"),
    ],
)
def test_what_cannot_be_kept_is_named(words, said):
    with pytest.raises(Unkept, match=said):
        read_repeat(words)


@pytest.mark.parametrize(
    "words",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=6",
        "FREQ=DAILY;INTERVAL=999999999",
        "FREQ=YEARLY;INTERVAL=999999999",
    ],
)
def test_a_rule_that_never_matches_costs_no_more_than_the_days_asked_for(words):
    budget = Budget(1_200)

    start = date(2026, 11, 22)

    found = list(read_repeat(words).dates(date(1950, 1, 1), start, start + WINDOW, budget))

    assert found == []


def test_a_count_from_long_ago_ends_at_the_budget():
    rule = read_repeat("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2")

    with pytest.raises(Unkept, match="more days than we can work out"):
        rule.last_of_count(date(1950, 1, 1), Budget(10_000))
