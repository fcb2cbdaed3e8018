"""Booking for someone on the phone or at the door, and the slip they take home."""

import pytest
from sqlalchemy import select

from app.bookings import queries
from app.bookings.models import Booking, BookingState
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import make_booking, make_event, make_membership, make_occurrence, make_venue
from tests.page import get_page, read_page

KEY = "k" * 22
HTMX = {"HX-Request": "true"}


def gordon(**says):
    return {"name": "Gordon", "places": "1", "consent": "y", "form_key": KEY} | says


def bookings():
    db.session.rollback()
    return db.session.scalars(select(Booking).order_by(Booking.id)).all()


def mails():
    return db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)).all()


def test_gordon_is_booked_without_email_and_takes_a_slip_home(client, priya, date):
    address = f"/organise/dates/{date.id}/book"
    form = get_page(client, address).form(address)
    typed = gordon(places="2", friends="Moira,", wants_lift="y", form_key=form.fields["form_key"])

    slip = get_page(client, client.post(address, data=typed).location)

    (booking,) = bookings()
    assert (booking.name, booking.places, booking.wants_lift) == ("Gordon", 2, True)
    assert booking.consented_at is not None
    assert booking.person_id is None
    assert mails() == []
    assert "Gordon is booked" in slip.words
    assert f"Your code {booking.code}" in slip.words
    assert "2 places" in slip.words
    assert slip.title.startswith("Appointment")
    assert "Art group" not in slip.words.split("Gordon is booked")[1]
    assert "Moira" in get_page(client, f"/b/{booking.code}").words


def test_the_form_sent_twice_is_one_booking_and_one_slip(client, priya, date):
    address = f"/organise/dates/{date.id}/book"

    first, second = (client.post(address, data=gordon(email="g@example.org")) for _ in range(2))

    assert first.location == second.location
    assert len(bookings()) == 1
    assert mails() == ["bookings.booked"]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_what_is_missing_is_said_beside_it_and_what_was_typed_is_kept(client, priya, date, headers):
    typed = gordon(name="", note="No stairs")
    del typed["consent"]

    answer = client.post(f"/organise/dates/{date.id}/book", data=typed, headers=headers)

    assert answer.status_code == 422
    assert "Read it to them, and tick this if they said yes" in answer.text
    assert "Enter the name they would like to use" in answer.text
    assert "No stairs" in answer.text
    assert ("<html" in answer.text) == (not headers)
    assert bookings() == []


def test_where_it_is_full_they_go_on_the_list(client, priya, date):
    make_booking(occurrence=date, places=12)
    address = f"/organise/dates/{date.id}/book"
    form = get_page(client, address).form(address)
    assert form.fields["waits_if_full"] == "yes"

    slip = get_page(client, client.post(address, data=gordon(waits_if_full="yes")).location)

    assert "Gordon is 1st on the list" in slip.words
    assert bookings()[-1].state == BookingState.WAITING


def test_where_it_filled_up_meanwhile_the_list_is_one_press_away(client, priya, date):
    make_booking(occurrence=date, places=12)
    address = f"/organise/dates/{date.id}/book"

    answer = client.post(address, data=gordon())

    assert answer.status_code == 422
    assert read_page(answer).form(address).fields["waits_if_full"] == "yes"
    assert "Put them on the list" in answer.text


def test_a_private_address_is_on_the_slip_only_with_a_place(client, sign_in):
    venue = make_venue(name="Saltbox Hall", is_address_private=True)
    date = make_occurrence(event=make_event(venue=venue))
    sign_in(make_membership(date.event.organisation).person)

    for state, is_told in (("booked", True), ("waiting", False)):
        booking = make_booking(occurrence=date, state=state)
        slip = get_page(client, f"/organise/dates/{date.id}/slip/{booking.code}")
        assert ("Saltbox Hall" in slip.words) == is_told
        assert ("waiting list" in slip.words) != is_told


def test_nobody_is_booked_in_where_it_has_begun_or_needs_no_booking(client, sign_in):
    drop_in = make_occurrence(event=make_event(booking_mode="drop_in"))
    sign_in(make_membership(drop_in.event.organisation).person)

    page = get_page(client, f"/organise/dates/{drop_in.id}/book", follow_redirects=True)

    assert "There is no need to book" in page.words
    assert "Book someone in" not in page.words


def test_for_another_group_none_of_it_is_there(client, date, refused):
    booking = make_booking(occurrence=date)
    elsewhere = make_booking()

    assert refused(f"/organise/dates/{date.id}/book")
    assert refused(f"/organise/dates/{date.id}/book", **gordon())
    assert refused(f"/organise/dates/{date.id}/slip/{booking.code}")
    assert refused(f"/organise/dates/{elsewhere.occurrence_id}/slip/{booking.code}")
    assert queries.places_taken(date) == 1
