"""Nobody is asked twice for one place, and no number puts anybody out."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import BookingState
from app.bookings.services import Party
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_occurrence

NOON = datetime(2026, 6, 10, 11, tzinfo=UTC)
"""12 noon on a Wednesday in Derbyshire, when people are awake to be asked."""


@pytest.fixture
def declined(app, freeze):
    """A date with a free place that Kel was offered and let go by; a party of three waits too."""
    freeze(NOON)
    date = make_occurrence(
        event=make_event(max_guests=2), capacity=1, starts_at=utcnow() + timedelta(days=10)
    )
    held = make_booking(occurrence=date)
    kel = join(date, "Kel", asks_first=True)
    party = join(date, "Bev", places=3)
    services.cancel(held)
    services.decline(kel)
    assert (kel.state, party.state) == (BookingState.WAITING, BookingState.WAITING)
    return date, kel, party


def join(date, name, **says):
    party = Party(name=name, email=f"{name.lower()}@example.org", **says)
    return services.book(date, party, waits_if_full=True)


def offers():
    kinds = select(OutboxMessage).where(OutboxMessage.kind == "bookings.offered")
    return len(db.session.scalars(kinds).all())


def leave_the_line(party):
    services.cancel(party)


def leave_and_come_back(party):
    services.cancel(party)
    services.undo(party)


def be_forgotten(party):
    services.erase(party)


def come_with_fewer(party):
    services.change(party, Party(name="Bev", places=2))


@pytest.mark.parametrize(
    "happens", [leave_the_line, leave_and_come_back, be_forgotten, come_with_fewer]
)
def test_who_let_a_place_go_by_is_not_asked_for_it_again(declined, happens):
    _, kel, party = declined

    happens(party)

    db.session.refresh(kel)
    assert (kel.state, offers()) == (BookingState.WAITING, 1)


def test_fewer_places_ask_nobody_again(declined):
    date, kel, _ = declined
    services.set_capacity(date, 2)
    services.decline(kel)

    services.set_capacity(date, 1)

    db.session.refresh(kel)
    assert (kel.state, offers()) == (BookingState.WAITING, 2)


def test_the_places_of_a_date_that_is_off_stay_as_they_are(app):
    date = make_occurrence(capacity=2)
    make_booking(occurrence=date)
    make_booking(occurrence=date)
    services.cancel_date(date, "The boiler broke.")

    with pytest.raises(RuleBroken, match="This date is off"):
        services.set_capacity(date, 1)

    services.restore_date(date)
    assert queries.places_taken(date) <= date.capacity == 2
