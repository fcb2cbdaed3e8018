"""Saying that one gave some time: what is taken, what cannot have been, and once only."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from app.hours import queries, services
from app.hours.models import HoursSource, HoursState
from app.hours.services import Given, Refused
from app.hours.services.lengths import elapsed
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import make_event, make_hours, make_occurrence

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
DAY = date(2026, 6, 8)
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def now(app):
    with time_machine.travel(NOON, tick=False):
        yield


def given(role, day=DAY, minutes=120, **says):
    return Given(day, role.organisation_id, role.id, minutes, **says)


def test_what_is_added_waits_for_the_group_and_is_in_the_total(role, bev):
    make_hours(role, bev, day=DAY, minutes=96 * 60, state=HoursState.CONFIRMED)

    entry = services.add(bev, given(role, DAY - WEEK))

    assert entry.state == HoursState.SENT
    assert queries.minutes_given(bev) == 98 * 60


@pytest.mark.parametrize(
    ("day", "start", "end", "minutes"),
    [
        (date(2026, 6, 8), time(9, 45), time(13), 195),
        (date(2026, 6, 8), time(22), time(1, 30), 210),  # past midnight
        (date(2026, 3, 28), time(22), time(6), 7 * 60),  # the night an hour is skipped
        (date(2025, 10, 25), time(22), time(6), 9 * 60),  # the night an hour comes twice
        (date(2026, 3, 29), time(0, 30), time(2, 30), 60),
        (date(2026, 6, 8), time(9), time(9), 24 * 60),
    ],
)
def test_a_length_is_the_time_that_really_went_by(app, day, start, end, minutes):
    assert elapsed(day, start, end, LONDON) == minutes


def test_from_when_to_when_is_kept_as_it_was_told(role, bev):
    entry = services.add(
        bev, given(role, minutes=None, start_time=time(22), end_time=time(0, 15), day=DAY)
    )

    assert (entry.day, entry.minutes) == (DAY, 135)
    assert (entry.start_time, entry.end_time) == (time(22), time(0, 15))


@pytest.mark.parametrize(
    ("says", "field"),
    [
        ({"day": date(2026, 6, 11)}, "day"),
        ({"day": date(2025, 6, 8)}, "day"),
        ({"minutes": None}, "length"),
        ({"minutes": 20}, "length"),
        ({"minutes": 12 * 60 + 15}, "length"),
        ({"minutes": None, "start_time": time(9)}, "end_time"),
        ({"minutes": None, "end_time": time(9)}, "start_time"),
        ({"minutes": None, "start_time": time(9), "end_time": time(9, 20)}, "length"),
        ({"minutes": 60, "start_time": time(9), "end_time": time(11)}, "length"),
        # It is noon on the wall clock.
        (
            {"minutes": None, "day": NOON.date(), "start_time": time(9), "end_time": time(13)},
            "end_time",
        ),
    ],
)
def test_what_cannot_have_been_is_refused_beside_its_field(role, bev, says, field):
    with pytest.raises(Refused) as refused:
        services.add(bev, given(role, **says))

    assert refused.value.field == field
    assert queries.minutes_given(bev) == 0


def test_no_more_than_twelve_hours_a_day_all_entries_together(role, bev):
    make_hours(role, bev, day=DAY, minutes=7 * 60, state=HoursState.CONFIRMED)
    waiting = make_hours(role, bev, day=DAY, minutes=4 * 60)
    make_hours(role, bev, day=DAY, minutes=6 * 60, state=HoursState.TAKEN_BACK)

    with pytest.raises(Refused, match="more than 12 hours that day"):
        services.add(bev, given(role, minutes=75))
    services.send_again(waiting, given(role, minutes=5 * 60))

    assert queries.minutes_on(bev, DAY) == 12 * 60


def test_a_form_that_comes_twice_adds_once(role, bev, marcus):
    first = services.add(bev, given(role), form_key="k" * 22)

    assert services.add(bev, given(role), form_key="k" * 22) is first
    assert services.add(marcus, given(role), form_key="k" * 22) is not first
    assert queries.minutes_given(bev) == 120


def test_what_waits_can_be_mended_or_taken_back_and_nothing_else(role, bev):
    asked = make_hours(role, bev, state=HoursState.QUESTION, words="Which day?")
    confirmed = make_hours(role, bev, state=HoursState.CONFIRMED)

    services.send_again(asked, given(role, minutes=60, note="It was Monday"))
    with pytest.raises(RuleBroken):
        services.withdraw(confirmed)
    with pytest.raises(RuleBroken):
        services.send_again(confirmed, given(role, minutes=60))
    db.session.rollback()
    services.withdraw(asked)
    services.withdraw(asked)

    assert asked.state == HoursState.TAKEN_BACK
    assert queries.minutes_given(bev) == 120


class TestDatesThatGiveTime:
    def make(self, group, **says):
        event = make_event(group, gives_time=True, duration_minutes=150)
        start = {"starts_at": utcnow() - timedelta(days=1)}
        return make_occurrence(event, **start | says)

    def test_are_added_in_one_tap_once(self, group, bev):
        date = self.make(group)

        first = services.add_date(bev, date, is_marked=False)
        again = services.add_date(bev, date, is_marked=False)

        assert again is first
        assert (first.minutes, first.state, first.source) == (150, "sent", HoursSource.EVENT)

    def test_are_confirmed_at_once_where_the_door_marked_them(self, group, bev):
        entry = services.add_date(bev, self.make(group), is_marked=True)

        assert entry.is_confirmed

    def test_wait_for_somebody_else_where_they_run_that_door_themselves(self, group, marcus):
        entry = services.add_date(marcus, self.make(group), is_marked=True)

        assert entry.state == HoursState.SENT

    def test_are_not_added_before_they_are_over_nor_where_they_give_none(self, group, bev):
        for each in (
            self.make(group, starts_at=utcnow() - timedelta(minutes=5)),
            self.make(group, cancelled_at=utcnow()),
            make_occurrence(make_event(group), starts_at=utcnow() - timedelta(days=1)),
            make_occurrence(
                make_event(group, gives_time=True, is_attendance_private=True),
                starts_at=utcnow() - timedelta(days=1),
            ),
        ):
            with pytest.raises(RuleBroken):
                services.add_date(bev, each, is_marked=True)
