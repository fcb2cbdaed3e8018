"""Many people after the last places, as many processes, on both databases."""

from itertools import groupby

from app.bookings import queries
from app.bookings.models import BookingState
from tests.faults.buyers import race
from tests.faults.runs import times
from tests.faults.whole import bookings_of

PLACES = 10
BUYERS = 50
ROUNDS = times(3, 20)
CONTROL_ROUNDS = 5


def test_ten_of_fifty_get_the_ten_places_and_the_others_wait_in_order(
    settings, make_date, record_property
):
    dates = [make_date(PLACES) for _ in range(ROUNDS)]

    told = race(settings, dates, BUYERS)

    for date in dates:
        bookings = bookings_of(date.id)
        states = [booking.state for booking in bookings]
        assert states == [BookingState.BOOKED] * PLACES + [BookingState.WAITING] * (BUYERS - PLACES)
        assert bookings == sorted(bookings, key=lambda booking: booking.joined_at)
        assert sorted(queries.position(each) for each in bookings[PLACES:]) == list(range(1, 41))
    assert _headings(told) == {"You’re booked": PLACES * ROUNDS, "on the list": 40 * ROUNDS}
    assert {answer.status for answer in told} == {200}
    record_property(f"{ROUNDS} rounds, {BUYERS} buyers, {PLACES} places: oversold", 0)


def test_without_the_hold_the_same_race_goes_wrong(settings, make_date, record_property):
    for _ in range(CONTROL_ROUNDS):
        date = make_date(PLACES)
        told = race(settings, [date], BUYERS, without_hold=True)
        booked = sum(each.state == BookingState.BOOKED for each in bookings_of(date.id))
        errors = sum(answer.status >= 500 for answer in told)
        if booked > PLACES or errors:
            break

    assert booked > PLACES or errors, "This race would not notice if the hold were gone"
    record_property(
        f"then booked of {PLACES} places, and errors told to {BUYERS}", [booked, errors]
    )


def _headings(told):
    ends = sorted(
        "on the list" if answer.heading.endswith("on the list") else answer.heading
        for answer in told
    )
    return {end: len(list(same)) for end, same in groupby(ends)}
