"""What a booking's pages say about where it is, and about what happens next."""

from datetime import timedelta

import pytest

from app.bookings.models import BookingState
from app.shared.database import utcnow
from tests.factories import make_booking, make_event, make_occurrence, make_venue
from tests.page import get_page


@pytest.mark.parametrize(("is_private", "shown"), [(False, True), (True, False)])
def test_only_a_private_address_waits_for_a_place(client, is_private, shown):
    venue = make_venue(name="Old Chapel", is_address_private=is_private)
    booking = make_booking(
        occurrence=make_occurrence(event=make_event(venue=venue)), state=BookingState.WAITING
    )

    page = get_page(client, f"/b/{booking.code}")

    assert ("Old Chapel" in page.text) is shown


@pytest.mark.parametrize("email", [None, "kel@example.org"])
def test_the_list_promises_a_mail_only_to_those_it_can_write_to(client, email):
    booking = make_booking(state=BookingState.WAITING, email=email)

    page = get_page(client, f"/b/{booking.code}")

    assert ("We write to you" in page.text) is bool(email)
    assert ("look in now and then" in page.text) is not bool(email)


def test_where_it_is_stands_beside_the_form(client):
    date = make_occurrence(event=make_event(venue=make_venue(name="Old Chapel")))

    page = get_page(client, f"/events/{date.event.slug}/{date.key}/book")

    assert "Old Chapel" in page.text


def test_someone_from_the_group_meets_people_where_no_host_is_named(client):
    booking = make_booking()

    page = get_page(client, f"/b/{booking.code}")

    assert f"someone from {booking.occurrence.event.organisation.name}" in page.text


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"starts_in": -timedelta(days=1)}, "This date has been"),
        ({"starts_in": -timedelta(minutes=5)}, "You can still turn up"),
        ({"cancelled_at": utcnow()}, "This date is off"),
        ({"event": {"booking_mode": "drop_in", "capacity": None}}, "Just turn up"),
    ],
    ids=["past", "started", "cancelled", "drop-in"],
)
def test_nobody_fills_in_a_form_that_must_be_refused(client, says, words):
    date = make_occurrence(**{**says, "event": make_event(**says.get("event", {}))})
    page_of_date = f"/events/{date.event.slug}/{date.key}"

    response = client.get(f"{page_of_date}/book", follow_redirects=True)

    assert response.request.path == page_of_date
    assert words in response.text
    assert "What should we call you" not in response.text
