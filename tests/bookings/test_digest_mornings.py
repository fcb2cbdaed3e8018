"""The morning mail to organisers comes once, by day, and never late."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from app.bookings import services
from app.cli import TASKS
from app.shared.database import db, writing
from app.shared.worker import Worker
from tests.bookings.digests import DATE, DAY, EIGHT, HOUR, MORNING, book, digests, text_of
from tests.factories import (
    local,
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
)
from tests.support import databases


def test_it_comes_once_however_often_and_by_however_many_it_is_looked_at(app, make_date, freeze):
    book(make_date())
    db.session.commit()
    tasks = [task for task in TASKS if task.run is services.digest]

    for minutes in (-30, 0, 1, 11, 60, 600):
        freeze(EIGHT + timedelta(minutes=minutes))
        for _ in range(2):
            Worker(app, tasks).work()
        services.digest()
        db.session.commit()

    assert [each.drop_after for each in digests()] == [local("2026-11-24 21:00")]


def test_two_who_look_at_the_same_moment_post_one(app, make_date, freeze):
    book(make_date())
    db.session.commit()
    freeze(MORNING)
    together = Barrier(2)

    def look(_):
        with app.app_context(), writing():
            together.wait(20)
            services.digest()
            db.session.commit()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(look, range(2)))

    assert len(digests()) == 1


@pytest.mark.parametrize(
    ("hours", "posted"),
    [(-0.1, 0), (0, 0), (0.1, 1), (12.9, 1), (13, 0), (15, 0), (23.9, 0)],
)
def test_a_morning_that_was_missed_is_made_up_for_until_the_evening(
    make_date, digest, hours, posted
):
    book(make_date())

    digest(EIGHT + hours * HOUR)

    assert len(digests()) == posted


def test_each_morning_has_its_own(make_date, digest, freeze):
    date = make_date()
    book(date)
    digest()
    freeze(EIGHT + HOUR)
    book(date, 2)

    digest(MORNING + DAY)
    digest(MORNING + 2 * DAY)

    told = [re.search(r"\d booked", text_of(each))[0] for each in digests()]
    assert told == ["1 booked", "2 booked"]


@pytest.mark.parametrize(
    "days",
    [("2026-03-28", "2026-03-29", "2026-03-30"), ("2026-10-24", "2026-10-25", "2026-10-26")],
)
def test_over_a_change_of_the_clocks_nothing_is_told_twice_or_never(app, freeze, digest, days):
    mornings = [local(f"{day} 08:00") for day in days]
    second = timedelta(seconds=1)
    freeze(mornings[0] - DAY)
    group = make_membership().organisation
    date = make_occurrence(event=make_event(group), starts_at=mornings[0] + 9 * DAY, capacity=99)
    for moment in (mornings[0], mornings[1] - second, mornings[1], mornings[2] - second):
        freeze(moment)
        book(date)

    numbers = []
    for morning in mornings:
        digest(morning - HOUR / 2)
        digest(morning + HOUR / 2)
        numbers.append(len(digests()))

    assert numbers == [0, 1, 2]
    assert all("2 booked" in text_of(each) for each in digests())


def test_it_costs_the_same_however_many_groups_dates_and_bookings(app, freeze, count_queries):
    def cost(groups):
        freeze(EIGHT - HOUR)
        priya = make_person()
        for _ in range(groups):
            group = make_organisation()
            make_membership(group, priya)
            for _ in range(groups):
                book(make_occurrence(event=make_event(group), starts_at=DATE))
        db.session.commit()
        freeze(MORNING)
        number = count_queries(services.digest)
        told = [(len(each.context["groups"]), each.context["number"]) for each in digests()]
        again = count_queries(services.digest)
        databases.delete_rows()
        return number, again, told

    few, many = cost(1), cost(4)

    assert few == (6, 1, [(1, 1)])
    assert many == (6, 1, [(4, 16)])
