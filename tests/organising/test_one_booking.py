"""One booking at the desk: more places, another date, cancelled, and back again."""

from datetime import timedelta

import pytest

from app.bookings import queries, services
from app.bookings.models import BookingState
from app.bookings.services import Party
from app.shared.database import db
from tests.factories import WEEK, make_booking, make_occurrence
from tests.page import get_page, read_page


@pytest.fixture
def kelly(date):
    said = {"name": "Kelly Marsden", "email": "kelly@example.org", "note": "Near the door"}
    booking = services.book(date, Party(**said))
    db.session.commit()
    return booking


@pytest.fixture
def address(date, kelly):
    return f"/organise/dates/{date.id}/bookings/{kelly.id}"


def test_it_shows_first_name_initial_and_the_end_of_the_code(client, priya, kelly, address):
    page = get_page(client, address)

    assert "Kelly M" in page.words
    assert "Near the door" in page.words
    assert f"Code ends in {kelly.code[-3:]}" in page.words
    for hidden in ("Marsden", "kelly@example.org", kelly.code):
        assert hidden not in page.text


def test_places_are_added_and_taken(client, priya, kelly, address):
    for places in (3, 2):
        client.post(f"{address}/places", data={"places": places})
        db.session.refresh(kelly)
        assert kelly.places == places
    assert kelly.note == "Near the door"

    answer = client.post(f"{address}/places", data={"places": "9"})
    assert answer.status_code == 422
    assert "Choose how many places" in read_page(answer).words


def test_more_places_than_there_are_get_words_beside_the_field(client, priya, date, address):
    make_booking(occurrence=date, places=11)

    answer = client.post(f"{address}/places", data={"places": "2"})

    assert answer.status_code == 422
    assert "There is no room for that many" in read_page(answer).words


def test_a_booking_moves_and_its_page_with_it(client, priya, date, kelly, address):
    later = make_occurrence(event=date.event, starts_in=2 * WEEK)

    for _ in range(2):  # the second tap finds it moved, and is led there
        answer = client.post(f"{address}/move", data={"date": later.id})
        assert answer.location == f"/organise/dates/{later.id}/bookings/{kelly.id}"
    assert client.get(address).location == answer.location

    db.session.refresh(kelly)
    assert (kelly.occurrence_id, kelly.sequence) == (later.id, 1)
    assert (queries.places_taken(date), queries.places_taken(later)) == (0, 1)


def test_a_full_date_is_refused_with_words(client, priya, date, kelly, address):
    full = make_occurrence(event=date.event, starts_in=2 * WEEK, capacity=1)
    make_booking(occurrence=full)

    answer = client.post(f"{address}/move", data={"date": full.id})

    assert answer.status_code == 422
    assert "That date is full" in read_page(answer).words
    db.session.refresh(kelly)
    assert kelly.occurrence_id == date.id


@pytest.mark.parametrize("chosen", ["", "999999", "x"])
def test_only_dates_of_the_same_event_are_taken(client, priya, kelly, address, chosen):
    elsewhere = make_occurrence()

    for date in (chosen, elsewhere.id):
        answer = client.post(f"{address}/move", data={"date": date})
        assert answer.status_code == 422
        assert "Choose a date" in read_page(answer).words


def test_a_booking_is_cancelled_once_and_put_back(client, priya, kelly, address):
    for _ in range(2):
        client.post(f"{address}/cancellation")
    page = get_page(client, address)
    assert "They were told by email" in page.words
    assert "Your booking is cancelled" in get_page(client, f"/b/{kelly.code}").words

    client.post(page.form(f"{address}/restoration").action)
    db.session.refresh(kelly)
    assert kelly.state == BookingState.BOOKED


def test_what_cannot_be_put_back_says_why(client, priya, date, kelly, address):
    client.post(f"{address}/cancellation")
    make_booking(occurrence=date, places=12)

    answer = client.post(f"{address}/restoration")

    assert answer.status_code == 409
    assert "Somebody else has the place now" in read_page(answer).words


def test_what_somebody_gave_up_is_not_shown_again(client, priya, date, kelly, address):
    services.cancel(kelly)
    db.session.commit()

    assert client.get(address).status_code == 404


def test_nothing_of_it_can_be_changed_once_it_began(client, priya, date):
    begun = make_occurrence(event=date.event, starts_in=-timedelta(minutes=5))
    address = f"/organise/dates/{begun.id}/bookings/{make_booking(occurrence=begun).id}"

    page = get_page(client, address)

    assert [form.action for form in page.forms if "/organise/" in form.action] == [
        f"{address}/cancellation"
    ]


@pytest.mark.parametrize("act", ["places", "move", "cancellation", "restoration"])
def test_for_another_group_it_is_not_there(kelly, address, refused, act):
    assert refused(address)
    assert refused(f"{address}/{act}", places="1", date="1")
    db.session.refresh(kelly)
    assert kelly.state == BookingState.BOOKED
