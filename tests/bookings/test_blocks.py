"""Courses: all the dates in one booking."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import Booking, BookingState
from app.bookings.services import AlreadyBooked, JustGone, Party
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_occurrence

KEL = Party(name="Kel", email="kel@example.org")


def course(dates=3, capacity=2):
    event = make_event(frequency="block", block_length=dates, capacity=capacity)
    return [
        make_occurrence(event=event, capacity=capacity, starts_at=utcnow() + timedelta(days=7 * n))
        for n in range(1, dates + 1)
    ]


def states(booking):
    return [each.state for each in queries.block_of(booking)]


def mails():
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)))


def test_a_course_is_booked_whole_with_one_mail(app):
    dates = course()

    booking = services.book(dates[1], KEL, form_key="k" * 22)

    assert states(booking) == [BookingState.BOOKED] * 3
    assert [queries.places_left(date) for date in dates] == [1, 1, 1]
    assert mails() == ["bookings.booked"]
    assert services.book(dates[0], KEL, form_key="k" * 22).id == booking.id


def test_one_date_can_be_left_out_and_taken_back(app):
    dates = course()
    booking = services.book(dates[0], KEL)
    second = queries.block_of(booking)[1]

    services.cancel(second)
    assert states(booking) == [
        BookingState.BOOKED,
        BookingState.CANCELLED_BY_PERSON,
        BookingState.BOOKED,
    ]

    services.undo(second)
    assert states(booking) == [BookingState.BOOKED] * 3


def test_a_course_with_one_full_date_is_waited_for_whole(app):
    dates = course(capacity=1)
    make_booking(occurrence=dates[2])

    with pytest.raises(JustGone):
        services.book(dates[0], KEL)
    booking = services.book(dates[0], KEL, waits_if_full=True)

    assert states(booking) == [BookingState.WAITING] * 3
    assert queries.places_left(dates[0]) == 1


def test_a_party_gets_in_when_every_date_has_room_and_not_before(app):
    dates = course(capacity=1)
    first = services.book(dates[0], Party(name="Bev"))
    waiting = services.book(dates[0], KEL, waits_if_full=True)

    services.cancel(queries.block_of(first)[0])
    assert states(waiting) == [BookingState.WAITING] * 3

    services.cancel_all(first)
    assert states(waiting) == [BookingState.BOOKED] * 3
    assert mails() == ["bookings.waiting", "bookings.promoted"]


def test_leaving_a_course_is_one_mail_and_can_be_done_twice(app):
    booking = services.book(course()[0], KEL)

    services.cancel_all(booking)
    services.cancel_all(booking)

    assert states(booking) == [BookingState.CANCELLED_BY_PERSON] * 3
    assert mails() == ["bookings.booked", "bookings.cancelled"]


def test_a_course_that_has_begun_is_booked_from_its_next_date(app, freeze):
    dates = course()
    freeze(dates[0].starts_at + timedelta(minutes=1))

    booking = services.book(dates[1], KEL)

    booked = db.session.scalars(select(Booking.occurrence_id).order_by(Booking.id)).all()
    assert booked == [dates[1].id, dates[2].id]
    assert booking.occurrence_id == dates[1].id


def test_a_course_that_asks_first_is_offered_and_accepted_whole(app):
    dates = course(capacity=1)
    first = services.book(dates[0], Party(name="Bev"))
    asking = services.book(dates[0], Party(name="Kel", asks_first=True), waits_if_full=True)

    services.cancel_all(first)
    assert states(asking) == [BookingState.OFFERED] * 3

    services.accept(asking)
    assert states(asking) == [BookingState.BOOKED] * 3


def test_a_course_with_one_date_left_out_is_not_booked_a_second_time(app):
    dates = course()
    booking = services.book(dates[0], KEL, browser_key="a" * 64)
    services.cancel(booking)

    with pytest.raises(AlreadyBooked) as refusal:
        services.book(dates[0], KEL, browser_key="a" * 64)

    assert refusal.value.booking.block_code == booking.code
    assert [queries.places_taken(date) for date in dates] == [0, 1, 1]
