"""Timed offers to people who chose "ask me first"."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import BookingState
from app.bookings.services import JustGone, Party
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_occurrence

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
"""12 noon on a Wednesday in Derbyshire."""


@pytest.fixture(autouse=True)
def _noon(app, freeze):
    freeze(NOON)


def full_date(starts_in=timedelta(days=10)):
    date = make_occurrence(capacity=1, starts_at=utcnow() + starts_in)
    return date, make_booking(occurrence=date)


def join(date, name, asks_first=True):
    party = Party(name=name, email=f"{name.lower()}@example.org", asks_first=asks_first)
    return services.book(date, party, waits_if_full=True)


def kinds():
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)))


def state(booking):
    db.session.refresh(booking)
    return booking.state


def test_a_freed_place_is_offered_and_kept(app):
    date, held = full_date()
    asking = join(date, "Kel")

    services.cancel(held)

    assert state(asking) == BookingState.OFFERED
    assert queries.places_left(date) == 0
    assert kinds() == ["bookings.waiting", "bookings.offered"]


@pytest.mark.parametrize(
    ("starts_in", "until"),
    [
        # 24 waking hours from noon: 9 today, 13 tomorrow, 2 on Friday, so 10am on Friday.
        (timedelta(days=10), datetime(2026, 6, 12, 9, tzinfo=UTC)),
        (timedelta(hours=48), NOON + timedelta(hours=6)),
        (timedelta(hours=3), NOON + timedelta(hours=2)),
        (timedelta(hours=2), NOON + timedelta(hours=2)),
    ],
    ids=str,
)
def test_how_long_an_offer_stands_follows_how_far_off_the_date_is(app, starts_in, until):
    date, held = full_date(starts_in)
    asking = join(date, "Kel")

    services.cancel(held)

    db.session.refresh(asking)
    assert asking.offered_until == until <= date.starts_at


def test_close_to_the_start_the_place_is_open_to_anyone(app):
    date, held = full_date(timedelta(minutes=119))
    asking = join(date, "Kel")

    services.cancel(held)

    assert state(asking) == BookingState.WAITING
    assert queries.places_left(date) == 1


def test_accepting_takes_the_place_once(app):
    date, held = full_date()
    asking = join(date, "Kel")
    services.cancel(held)

    services.accept(asking)
    services.accept(asking)

    assert state(asking) == BookingState.BOOKED
    assert kinds().count("bookings.booked") == 1


def test_a_lapse_keeps_the_turn_and_asks_the_next(app, freeze):
    date, held = full_date()
    first, second = join(date, "Kel"), join(date, "Ash")
    services.cancel(held)

    freeze(NOON + timedelta(days=3))
    services.lapse_offers()

    assert (state(first), state(second)) == (BookingState.WAITING, BookingState.OFFERED)
    assert queries.position(first) == 1
    assert kinds()[-2:] == ["bookings.lapsed", "bookings.offered"]


def test_a_late_yes_is_told_kindly_and_takes_nothing(app, freeze):
    date, held = full_date()
    asking = join(date, "Kel")
    services.cancel(held)

    freeze(NOON + timedelta(days=3))

    with pytest.raises(JustGone, match="your turn stays yours"):
        services.accept(asking)


def test_who_let_a_place_go_by_is_asked_again_for_the_next(app):
    date, held = full_date()
    first, second = join(date, "Kel"), join(date, "Ash")
    services.cancel(held)
    services.decline(first)
    services.accept(second)

    services.cancel(second)

    assert state(first) == BookingState.OFFERED


def test_a_place_that_nobody_takes_is_open_to_anyone(app):
    date, held = full_date()
    asking = join(date, "Kel")
    services.cancel(held)

    services.decline(asking)

    assert state(asking) == BookingState.WAITING
    assert queries.places_left(date) == 1
    assert services.book(date, Party(name="Jo")).state == BookingState.BOOKED


def test_automatic_and_asking_people_are_served_in_one_order(app):
    date, held = full_date()
    asking, automatic = join(date, "Kel"), join(date, "Ash", asks_first=False)

    services.cancel(held)
    assert (state(asking), state(automatic)) == (BookingState.OFFERED, BookingState.WAITING)

    services.decline(asking)
    assert (state(asking), state(automatic)) == (BookingState.WAITING, BookingState.BOOKED)


def test_lapsing_twice_changes_nothing_more(app, freeze):
    date, held = full_date()
    join(date, "Kel")
    services.cancel(held)
    freeze(NOON + timedelta(days=3))
    services.lapse_offers()
    before = kinds()

    services.lapse_offers()

    assert kinds() == before


def test_an_offer_made_at_night_is_mailed_in_the_morning(app, freeze):
    date, held = full_date()
    join(date, "Kel")
    freeze(datetime(2026, 6, 10, 22, tzinfo=UTC))

    services.cancel(held)

    mail = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == "bookings.offered")
    ).one()
    assert mail.send_after == datetime(2026, 6, 11, 7, tzinfo=UTC)
    assert mail.drop_after == datetime(2026, 6, 12, 18, tzinfo=UTC)
