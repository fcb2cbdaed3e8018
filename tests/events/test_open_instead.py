"""Somebody stands at a door that is shut: what is open near there instead."""

from datetime import UTC, datetime, timedelta

import pytest

from app.bookings import services as bookings
from app.events import queries
from tests.factories import make_event, make_occurrence, make_place, make_venue
from tests.page import get_page

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
MILE = 1 / 69.09  # of latitude, in degrees


@pytest.fixture
def drop_in(app, freeze):
    freeze(NOON)

    def make(miles=0.0, starts_in=-1, **says):
        """A drop-in so many miles to the north of Cromford, which opens in so many hours."""
        town = make_place(latitude=53.108 + miles * MILE)
        event = make_event(booking_mode="drop_in", venue=make_venue(town), **says)
        return make_occurrence(event=event, starts_at=NOON + timedelta(hours=starts_in))

    return make


def on_page(client, date):
    return get_page(client, f"/events/{date.event.slug}/{date.key}").words


@pytest.fixture
def shut(drop_in):
    date = drop_in(title="Open café")
    bookings.cancel_date(date, "The boiler is being mended")
    return date


def test_the_nearest_that_is_open_now(client, drop_in, shut):
    drop_in(miles=9, title="Far away café")
    drop_in(miles=4, title="Near café")
    drop_in(miles=1, starts_in=2, title="Later café")

    words = on_page(client, shut)
    assert "Open near there now Near café" in words
    assert "4 miles away, until 1pm. Just turn up." in words
    assert "Near café" in get_page(client, f"/events/{shut.event.slug}").words


def test_else_the_next_that_opens_today(client, drop_in, shut):
    drop_in(miles=1, starts_in=5, title="Evening café")
    drop_in(miles=9, starts_in=2, title="Afternoon café")
    drop_in(miles=1, starts_in=24, title="Tomorrow’s café")

    assert "Opens near there today at 2pm Afternoon café" in on_page(client, shut)


@pytest.mark.parametrize(
    "says",
    [{"miles": 21}, {"starts_in": 20}, {"published_at": None}],
    ids=["too far", "tomorrow", "not published"],
)
def test_what_is_no_help_is_not_named(client, drop_in, shut, says):
    drop_in(title="No help", **says)

    assert "near there" not in on_page(client, shut)


def test_what_is_booked_or_off_is_not_named(client, drop_in, shut):
    bookings.cancel_date(drop_in(title="Off too"), "Snow")
    make_occurrence(event=make_event(venue=shut.venue), starts_at=NOON - timedelta(hours=1))

    assert "near there" not in on_page(client, shut)


def test_it_helps_after_closing_time_too(client, freeze, drop_in):
    over = drop_in(starts_in=-3)
    drop_in(miles=2, title="Near café")

    assert "Open near there now Near café" in on_page(client, over)


def test_whoever_finds_an_open_door_is_not_sent_on_nor_the_database_asked(count_queries, drop_in):
    is_open, tomorrow = drop_in(), drop_in(starts_in=24)
    bookings.cancel_date(tomorrow, "Snow")
    drop_in(miles=1)

    dates = [queries.date(each.event.slug, each.key) for each in (is_open, tomorrow)]
    asked = count_queries(lambda: queries.open_instead(dates))

    assert queries.open_instead(dates) is None
    assert asked == 0
