"""Many people after the last places, as many processes, on both databases."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby

from app.bookings import queries
from app.bookings.models import BookingState
from app.shared.formatting import ordinal
from tests.faults.buyers import race
from tests.faults.crowd import Visitor
from tests.faults.runs import times
from tests.faults.whole import bookings_of
from tests.support.server import Server

AT_ONCE = 20
SERVING = "2"
SECONDS = 60
PLACES = 10
BUYERS = 50
ROUNDS = times(2, 20)
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


def test_of_twenty_for_one_place_one_is_booked_and_nineteen_wait_in_order(settings, make_date):
    """Product part 11, check 6: over the network, at a site of two processes."""
    date = make_date(1)
    says = {"WORKER": "off", "RATELIMIT_ENABLED": "0", "GRANIAN_WORKERS": SERVING}
    with Server(settings.database_uri, **says) as server:
        assert len(server.children()) >= int(SERVING)
        told = _book_at_once(server.url, date.path, AT_ONCE)

    bookings = bookings_of(date.id)
    assert [each.state for each in bookings] == [BookingState.BOOKED] + [BookingState.WAITING] * 19
    assert bookings == sorted(bookings, key=lambda booking: booking.joined_at)
    in_line = [f"You are {ordinal(place)} on the list" for place in range(1, AT_ONCE)]
    assert [told[each.code] for each in bookings] == ["You’re booked", *in_line]


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


def _book_at_once(url, path, people):
    """What each was told, by the code of their booking: all press the button together."""
    together = threading.Barrier(people)

    def book(visitor):
        form = visitor.open_form(path)
        together.wait(SECONDS)
        page = visitor.send(path, form)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.S)[1]
        return page.code, " ".join(re.sub("<[^>]+>", "", heading).split())

    with ThreadPoolExecutor(people) as crowd:
        return dict(crowd.map(book, [Visitor(url, SECONDS) for _ in range(people)]))


def _headings(told):
    ends = sorted(
        "on the list" if answer.heading.endswith("on the list") else answer.heading
        for answer in told
    )
    return {end: len(list(same)) for end, same in groupby(ends)}
