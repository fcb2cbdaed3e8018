"""Many people after the last places, as many processes, on both databases."""

from itertools import groupby

from sqlalchemy import select

from app.bookings import queries
from app.bookings.models import Booking, BookingState
from app.shared.database import db
from tests.factories import make_occurrence
from tests.faults.buyers import race
from tests.faults.runs import times

PLACES = 10
BUYERS = 50
ROUNDS = times(3, 20)
CONTROL_ROUNDS = times(1, 5)


def dates(rounds):
    """For each round a date with ten places: (id, address of its form)."""
    made = [make_occurrence(capacity=PLACES) for _ in range(rounds)]
    addresses = [(date.id, f"/events/{date.event.slug}/{date.key}/book") for date in made]
    db.session.commit()  # PostgreSQL ends a transaction that is idle as long as the race takes
    return addresses


def kept(date_id):
    """The bookings of a date, in the order they were written down."""
    db.session.rollback()
    of_date = select(Booking).where(Booking.occurrence_id == date_id).order_by(Booking.id)
    return db.session.scalars(of_date).all()


def test_ten_of_fifty_get_the_ten_places_and_the_others_wait_in_order(
    app, settings, record_property
):
    chosen = dates(ROUNDS)

    told = race(settings, chosen, BUYERS)

    for date_id, _ in chosen:
        bookings = kept(date_id)
        states = [booking.state for booking in bookings]
        assert states == [BookingState.BOOKED] * PLACES + [BookingState.WAITING] * (BUYERS - PLACES)
        assert bookings == sorted(bookings, key=lambda booking: booking.joined_at)
        assert sorted(queries.position(each) for each in bookings[PLACES:]) == list(range(1, 41))
    assert _headings(told) == {"You’re booked": PLACES * ROUNDS, "on the list": 40 * ROUNDS}
    assert {answer.status for answer in told} == {200}
    record_property(f"{ROUNDS} rounds, {BUYERS} buyers, {PLACES} places: oversold", 0)


def test_without_the_hold_the_same_race_goes_wrong(app, settings, record_property):
    chosen = dates(CONTROL_ROUNDS)

    told = race(settings, chosen, BUYERS, without_hold=True)

    booked = [
        sum(booking.state == BookingState.BOOKED for booking in kept(date_id))
        for date_id, _ in chosen
    ]
    errors = sum(answer.status >= 500 for answer in told)
    assert max(booked) > PLACES or errors, "This race would not notice if the hold were gone"
    record_property("booked of 10 places, hold taken out", booked)
    record_property(f"errors among {len(told)} answers, hold taken out", errors)


def _headings(told):
    ends = sorted(
        "on the list" if answer.heading.endswith("on the list") else answer.heading
        for answer in told
    )
    return {end: len(list(same)) for end, same in groupby(ends)}
