"""A course has one code, and lifts for each of its dates apart."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.bookings import queries as booking_queries
from app.bookings import services as bookings
from app.bookings.services import Party
from app.company import queries, services
from app.company.models import Lift
from app.shared.database import db, utcnow
from tests.factories import make_booking, make_event, make_lift, make_occurrence
from tests.page import get_page, read_page

MINUTE = timedelta(minutes=1)
WANTS = Party(name="Kelly Marsden", wants_lift=True)


@pytest.fixture
def course(group):
    """Kelly's bookings of its three dates, who needs a lift to each."""
    event = make_event(group, frequency="block", block_length=3)
    dates = [
        make_occurrence(event=event, starts_at=utcnow() + timedelta(days=7 * n))
        for n in range(1, 4)
    ]
    booking = bookings.book(dates[0], WANTS)
    db.session.commit()
    return booking_queries.block_of(booking)


def code_of(course):
    return course[0].block_code


def wanted(course):
    return [each.wants_lift for each in booking_queries.block_of(course[0])]


def ask_for(client, course):
    """Open the lift of the one code, and say there that one is needed."""
    link = next(
        each for each in get_page(client, f"/b/{code_of(course)}").links if each.endswith("/lift")
    )
    address = link.removesuffix("/lift")
    sent = {"kind": "need", "area": "Matlock", "seats": "1"}
    page = read_page(client.post(f"{address}/lift", data=sent, follow_redirects=True))
    assert "You need a lift from Matlock" in page.words
    return address


@pytest.mark.parametrize("why", ["skipped", "begun", "over"])
def test_the_one_code_leads_to_the_lift_of_the_next_date(client, course, freeze, why):
    first, second = course[0].occurrence, course[1]
    if why == "skipped":
        bookings.cancel(course[0])
        db.session.commit()
    else:
        freeze((first.starts_at if why == "begun" else first.ends_at) + MINUTE)

    ask_for(client, course)

    assert [each.booking_id for each in db.session.scalars(select(Lift))] == [second.id]
    page = get_page(client, f"/b/{code_of(course)}/lift")
    assert "You need a lift from Matlock" in page.words
    assert page.links.count(f"/b/{code_of(course)}") == 1, "and back to the one code"
    assert "You need a lift from Matlock" in get_page(client, f"/b/{code_of(course)}").words


def test_a_lift_of_today_is_seen_until_the_date_is_over(client, course, freeze):
    make_lift(course[0], area="Crich")
    date = course[0].occurrence

    freeze(date.starts_at + MINUTE)
    assert "from Crich" in get_page(client, f"/b/{code_of(course)}/lift").words
    freeze(date.ends_at + MINUTE)
    assert "from Crich" not in get_page(client, f"/b/{code_of(course)}/lift").words


def test_no_lift_to_one_date_leaves_the_others_as_they_were(client, course, freeze):
    freeze(course[0].occurrence.ends_at + MINUTE)
    address = ask_for(client, course)
    client.post(f"{address}/lift/end")
    db.session.rollback()

    assert wanted(course) == [True, False, True]
    assert queries.still_needed(course[1].occurrence) == []
    assert [each.id for each, _ in queries.still_needed(course[2].occurrence)] == [course[2].id]


def test_giving_a_lift_once_leaves_the_need_of_the_other_dates(course):
    services.say_lift(booking_queries.with_code(code_of(course)), "offer", "Matlock", 1)

    assert wanted(course) == [False, True, True]


def test_what_is_on_screen_is_what_is_changed(client, course, freeze):
    """The page of the first date, still open as that begins, says nothing about the second."""
    make_lift(course[1])
    freeze(course[0].occurrence.starts_at + MINUTE)

    client.post(f"/b/{code_of(course)}/lift/end")
    db.session.rollback()

    assert wanted(course) == [False, True, True]
    assert [each.booking_id for each in db.session.scalars(select(Lift))] == [course[1].id]


def test_a_change_of_something_else_keeps_what_was_said_of_each_date(course):
    bookings.set_lift(course[1], False)
    bookings.change(course[0], Party(name="Kel", wants_lift=True))
    assert wanted(course) == [True, False, True]

    bookings.change(course[0], Party(name="Kel", wants_lift=False))
    assert wanted(course) == [False, False, False]


def test_of_a_course_with_nothing_to_arrange_its_own_page_says_so(client, course, freeze):
    freeze(course[2].occurrence.ends_at + MINUTE)

    assert "No lifts to arrange" in get_page(client, f"/b/{code_of(course)}/lift").words
    other = make_booking(course[0].occurrence)
    assert "No lifts to arrange" in get_page(client, f"/b/{other.code}/lift").words
