"""Here and not here, as the group notes it down: in time, once, and to be corrected."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import BookingMove, BookingState
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_occurrence

START = datetime(2026, 11, 26, 18, 30, tzinfo=UTC)
END = START + timedelta(hours=2)
MINUTE = timedelta(minutes=1)
DAYS = timedelta(days=14)
HERE, NOT_THERE = services.mark_here, services.mark_not_there


def booked(**says):
    return make_booking(occurrence=make_occurrence(starts_at=START, capacity=3), **says)


def steps():
    return list(db.session.scalars(select(BookingMove.state).order_by(BookingMove.id)))


@pytest.mark.parametrize(
    ("mark", "first", "last"),
    [(HERE, START - timedelta(hours=2), END + DAYS), (NOT_THERE, START, END + DAYS)],
    ids=["here", "not there"],
)
def test_people_are_marked_from_the_door_until_a_fortnight_later(app, freeze, mark, first, last):
    for moment in (first, last):
        freeze(moment)
        mark(booked())
    assert len(steps()) == 2

    for moment in (first - MINUTE, last + MINUTE):
        freeze(moment)
        with pytest.raises(RuleBroken, match=r"^[A-Z].*\.$"):
            mark(booked())
    assert len(steps()) == 2


def test_a_mark_is_corrected_as_often_as_need_be_and_each_time_written_down(app, freeze):
    freeze(START + MINUTE)
    booking = booked()

    for mark in (NOT_THERE, NOT_THERE, HERE, HERE, NOT_THERE):
        mark(booking)

    assert booking.state == BookingState.NOT_THERE
    assert steps() == ["not_there", "came", "not_there"]


def test_what_is_marked_already_is_not_refused_when_it_is_late(app, freeze):
    freeze(END)
    booking = booked()
    HERE(booking)

    freeze(END + DAYS + MINUTE)
    HERE(booking)

    assert steps() == ["came"]
    with pytest.raises(RuleBroken, match="stays as it is"):
        NOT_THERE(booking)


@pytest.mark.parametrize("state", ["waiting", "offered", "cancelled_by_person"])
@pytest.mark.parametrize("mark", [HERE, NOT_THERE], ids=["here", "not there"])
def test_only_a_place_is_marked(app, freeze, mark, state):
    freeze(START + MINUTE)
    booking = booked(state=state)

    with pytest.raises(RuleBroken, match="no place on this date"):
        mark(booking)

    assert booking.state == state
    assert steps() == []


@pytest.mark.parametrize("mark", [HERE, NOT_THERE], ids=["here", "not there"])
def test_a_mark_keeps_the_place_the_calendar_entry_and_the_peace(app, freeze, mark):
    freeze(START + MINUTE)
    booking = booked(email="ash@example.org", places=2)
    left = queries.places_left(booking.occurrence)

    mark(booking)

    assert queries.places_left(booking.occurrence) == left == 1
    assert booking.sequence == 0
    assert db.session.scalars(select(OutboxMessage)).all() == []


def test_whoever_was_marked_by_mistake_can_still_cancel_and_the_place_is_passed_on(app, freeze):
    freeze(START - timedelta(hours=1))
    booking = booked(places=3)
    waiting = make_booking(occurrence=booking.occurrence, state=BookingState.WAITING)
    HERE(booking)

    services.cancel(booking)

    db.session.refresh(waiting)
    assert booking.state == BookingState.CANCELLED_BY_PERSON
    assert waiting.state == BookingState.BOOKED


def test_nobody_books_twice_because_they_were_marked_early(app, freeze):
    freeze(START - timedelta(hours=1))
    booking = booked(browser_key="Ash's browser")
    HERE(booking)

    with pytest.raises(services.AlreadyBooked) as refused:
        services.book(booking.occurrence, services.Party("Ash"), browser_key="Ash's browser")

    assert refused.value.booking.id == booking.id
