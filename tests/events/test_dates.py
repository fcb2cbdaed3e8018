"""Dates as rows: made ahead of time, called off, put back on, moved."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from app.events import services
from app.events.models import Frequency, Occurrence
from app.shared.database import db, utcnow, writing
from app.shared.errors import RuleBroken
from tests.factories import make_event, make_occurrence, make_venue

pytestmark = pytest.mark.usefixtures("app")

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def dates_of(event):
    return db.session.scalars(
        select(Occurrence).where(Occurrence.event_id == event.id).order_by(Occurrence.starts_at)
    ).all()


def count_dates():
    return db.session.scalar(select(func.count(Occurrence.id)))


def test_a_weekly_event_gets_its_dates_for_26_weeks(freeze):
    freeze(MONDAY)
    event = make_event(weekdays=[1], capacity=12)

    made = services.extend_windows()

    dates = dates_of(event)
    assert made == len(dates) == 26
    assert dates[0].original_date == dates[0].local_date == date(2026, 11, 24)
    assert dates[-1].original_date == date(2027, 5, 18)
    assert {found.capacity for found in dates} == {12}
    assert {found.venue_id for found in dates} == {event.venue_id}


def test_made_again_nothing_is_added(freeze):
    freeze(MONDAY)
    make_event(weekdays=[1, 4])
    services.extend_windows()
    before = count_dates()

    assert services.extend_windows() == 0
    assert count_dates() == before == 52


def test_a_week_later_the_window_has_moved_by_a_week(freeze):
    freeze(MONDAY)
    event = make_event(weekdays=[1])
    services.extend_windows()

    assert services.extend_windows(MONDAY + timedelta(weeks=1)) == 1
    assert dates_of(event)[-1].original_date == date(2027, 5, 25)


def test_two_workers_at_once_make_each_date_once(app, freeze):
    freeze(MONDAY)
    for _ in range(5):
        make_event(weekdays=[0, 2, 4])
    db.session.commit()

    def run(_):
        with app.app_context(), writing():
            made = services.extend_windows()
            db.session.commit()
            return made

    with ThreadPoolExecutor(2) as workers:
        made = sum(workers.map(run, range(2)))

    assert made == count_dates() == 5 * (26 * 3 + 1)  # this Monday and the last one too


def test_dates_that_are_there_are_left_as_they_are(freeze):
    freeze(MONDAY)
    event = make_event(weekdays=[1])
    services.extend_windows()
    moved, cancelled, *_ = dates_of(event)
    services.move_date(moved, local_date=date(2026, 11, 25), notice="A day later this week")
    services.cancel_date(cancelled, "The hall boiler is being fixed")
    event.capacity = 3

    assert services.extend_windows() == 0

    moved = dates_of(event)[0]
    assert (moved.original_date, moved.local_date) == (date(2026, 11, 24), date(2026, 11, 25))
    assert moved.capacity == 10
    assert dates_of(event)[1].is_cancelled


def test_an_event_that_is_not_published_gets_no_dates():
    make_event(published_at=None)

    assert services.extend_windows() == 0
    assert count_dates() == 0


def test_dates_can_be_made_up_to_a_day_of_ones_choice(freeze):
    freeze(MONDAY)
    event = make_event(weekdays=[1])

    assert services.extend_window(event, until=date(2026, 12, 8)) == 3


@pytest.mark.parametrize(
    ("says", "count"),
    [
        ({"frequency": Frequency.ONCE, "first_date": date(2026, 12, 17)}, 1),
        ({"frequency": Frequency.ONCE, "first_date": date(2026, 11, 1)}, 0),
        ({"frequency": Frequency.FORTNIGHTLY, "weekdays": [5]}, 13),
        ({"frequency": Frequency.MONTHLY, "weekdays": [2], "nth": 3}, 6),
        ({"frequency": Frequency.BLOCK, "block_length": 6, "first_date": date(2026, 11, 10)}, 4),
        ({"weekdays": [1], "last_date": date(2026, 12, 1)}, 2),
    ],
)
def test_each_kind_of_series_gets_the_dates_still_to_come(says, count, freeze):
    freeze(MONDAY)
    weekdays = [1] if says.get("frequency") == Frequency.BLOCK else []
    event = make_event(**{"weekdays": weekdays} | says)

    assert services.extend_window(event) == count


def test_half_past_six_stays_half_past_six_over_both_changes_of_the_clock(freeze):
    freeze(datetime(2026, 3, 20, 9, tzinfo=UTC))
    event = make_event(weekdays=[6], start_time=time(18, 30), first_date=date(2026, 1, 4))
    services.extend_windows()
    services.extend_windows(datetime(2026, 9, 1, tzinfo=UTC))

    dates = dates_of(event)

    assert {found.local_start.time() for found in dates} == {time(18, 30)}
    in_utc = {found.original_date: found.starts_at.hour for found in dates}
    assert (in_utc[date(2026, 3, 22)], in_utc[date(2026, 3, 29)]) == (18, 17)
    assert (in_utc[date(2026, 10, 18)], in_utc[date(2026, 10, 25)]) == (17, 18)


def test_calling_a_date_off_keeps_why_and_counts_as_a_change():
    occurrence = make_occurrence()

    assert services.cancel_date(occurrence, " The hall boiler is being fixed ")

    assert occurrence.is_cancelled
    assert occurrence.cancellation_reason == "The hall boiler is being fixed"
    assert occurrence.sequence == 1
    assert occurrence.changed_at is not None


def test_calling_it_off_twice_changes_nothing_the_second_time():
    occurrence = make_occurrence()
    services.cancel_date(occurrence, "Snow")

    assert not services.cancel_date(occurrence, "Something else")

    assert occurrence.cancellation_reason == "Snow"
    assert occurrence.sequence == 1


def test_a_date_is_not_called_off_without_a_reason_nor_once_it_has_been():
    with pytest.raises(RuleBroken, match="Say why"):
        services.cancel_date(make_occurrence(), "  ")
    with pytest.raises(RuleBroken, match="has been"):
        services.cancel_date(make_occurrence(starts_in=-timedelta(days=1)), "Snow")


def test_a_cancelled_date_can_be_put_back_on_until_its_start(freeze):
    occurrence = make_occurrence()
    services.cancel_date(occurrence, "Snow")

    assert services.restore_date(occurrence)
    assert not services.restore_date(occurrence)
    assert (occurrence.cancelled_at, occurrence.cancellation_reason) == (None, "")
    assert occurrence.sequence == 2

    services.cancel_date(occurrence, "Snow again")
    freeze(occurrence.starts_at)
    with pytest.raises(RuleBroken, match="would have started"):
        services.restore_date(occurrence)


def test_moving_a_date_keeps_its_address_and_its_wall_clock(freeze):
    freeze(datetime(2026, 10, 1, tzinfo=UTC))
    occurrence = make_occurrence(starts_at=datetime(2026, 10, 22, 17, 30, tzinfo=UTC))
    elsewhere = make_venue()
    key = occurrence.key

    services.move_date(
        occurrence,
        local_date=date(2026, 10, 29),
        venue=elsewhere,
        notice="We are in the other hall, a week later",
    )

    assert occurrence.key == key == "2026-10-22"
    assert occurrence.starts_at == datetime(2026, 10, 29, 18, 30, tzinfo=UTC)
    assert occurrence.ends_at - occurrence.starts_at == timedelta(minutes=120)
    assert occurrence.venue_id == elsewhere.id
    assert occurrence.sequence == 1


def test_a_move_into_the_past_or_without_words_is_refused():
    occurrence = make_occurrence()

    with pytest.raises(RuleBroken, match="still to come"):
        services.move_date(occurrence, local_date=date(2026, 1, 1), notice="Sooner")
    with pytest.raises(RuleBroken, match="what has changed"):
        services.move_date(occurrence, start_time=time(20), notice="")
    with pytest.raises(RuleBroken, match="has started"):
        services.move_date(make_occurrence(starts_in=timedelta()), notice="Later")


def test_a_move_into_the_missing_hour_is_refused(freeze):
    freeze(datetime(2027, 3, 1, tzinfo=UTC))
    occurrence = make_occurrence(starts_at=datetime(2027, 3, 27, 1, 30, tzinfo=UTC))

    with pytest.raises(RuleBroken, match="clocks go forward"):
        services.move_date(occurrence, local_date=date(2027, 3, 28), notice="A day later")


def test_two_people_calling_it_off_at_once_do_it_once(app):
    occurrence_id = make_occurrence().id
    db.session.commit()

    def run(reason):
        with app.app_context(), writing():
            occurrence = db.session.get_one(Occurrence, occurrence_id)
            done = services.cancel_date(occurrence, reason)
            db.session.commit()
            return done

    with ThreadPoolExecutor(2) as people:
        done = list(people.map(run, ["Snow", "Ice"]))

    assert sorted(done) == [False, True]
    found = db.session.scalar(select(Occurrence).execution_options(populate_existing=True))
    assert found.sequence == 1
    assert found.changed_at <= utcnow()
