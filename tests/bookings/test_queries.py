from datetime import timedelta

import pytest

from app.bookings import queries
from app.bookings.queries import Band
from app.shared.database import utcnow
from tests.factories import make_booking, make_event, make_occurrence


@pytest.mark.parametrize(
    ("taken", "band"),
    [(0, Band.PLACES), (8, Band.PLACES), (9, Band.FEW), (11, Band.FEW), (12, Band.FULL)],
)
def test_a_band_says_roughly_how_full_a_date_is(app, taken, band):
    date = make_occurrence(event=make_event(max_guests=11), capacity=12)
    if taken:
        make_booking(occurrence=date, places=taken)

    assert queries.bands_of([date]) == {date.id: band}


def test_waiting_and_cancelled_bookings_hold_no_places(app):
    date = make_occurrence(capacity=2)
    for state in ("waiting", "cancelled_by_person", "cancelled_by_group"):
        make_booking(occurrence=date, state=state, places=2)

    assert queries.places_left(date) == 2


def test_where_attendance_is_private_the_band_says_nothing_of_how_full_it_is(app):
    event = make_event(is_attendance_private=True, booking_mode="bookable")
    empty, full = make_occurrence(event=event, capacity=1), make_occurrence(capacity=1, event=event)
    make_booking(occurrence=full)

    assert set(queries.bands_of([empty, full]).values()) == {Band.BOOK}


def test_bands_for_what_cannot_be_booked(app):
    now = utcnow()
    drop_in = make_event(booking_mode="drop_in", capacity=None)
    dates = {
        Band.TURN_UP: make_occurrence(event=drop_in),
        Band.OFF: make_occurrence(cancelled_at=now),
        Band.ON_NOW: make_occurrence(starts_at=now - timedelta(minutes=5)),
        Band.OVER: make_occurrence(starts_at=now - timedelta(days=2)),
    }

    found = queries.bands_of(list(dates.values()))

    assert found == {date.id: band for band, date in dates.items()}


def test_bands_cost_one_query_however_many_dates(app, count_queries):
    dates = [make_occurrence() for _ in range(6)]
    queries.bands_of(dates)  # what the commits let go of is loaded again

    one = count_queries(lambda: queries.bands_of(dates[:1]))
    many = count_queries(lambda: queries.bands_of(dates))

    assert one == many == 1
