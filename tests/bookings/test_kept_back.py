"""Places kept for people who just turn up: a full date says so."""

import pytest

from tests.factories import make_booking, make_event, make_membership, make_occurrence
from tests.page import get_page, read_page

WORDS = "3 places are kept for people who just turn up."


@pytest.fixture
def date(app):
    event = make_event(
        booking_mode="mixed", capacity=1, walk_in_places=3, max_guests=0, has_waiting_list=True
    )
    return make_occurrence(event)


def panel(client, date):
    return get_page(client, f"/events/{date.event.slug}/{date.key}").words


def test_a_full_date_says_how_many_places_are_kept(client, date):
    before = panel(client, date)
    make_booking(date)

    assert WORDS not in before
    assert "You can also just turn up." in before
    assert WORDS in panel(client, date)


def test_so_does_one_without_a_waiting_list(client, date):
    date.event.has_waiting_list = False
    make_booking(date)

    words = panel(client, date)

    assert "All places that can be booked are taken." in words
    assert WORDS in words


def test_where_who_comes_is_private_nothing_is_said_of_how_full_it_is(client, date):
    date.event.is_attendance_private = True
    before = panel(client, date)
    make_booking(date)

    assert panel(client, date) == before
    assert WORDS not in before


def test_organisers_see_it_beside_what_is_booked(client, date, sign_in):
    sign_in(make_membership(date.event.organisation).person)
    make_booking(date)

    words = get_page(client, f"/organise/dates/{date.id}").words

    assert "Booked: 1 of 1 3 more places are kept for people who just turn up." in words


def test_organisers_change_how_many_are_kept(client, date, sign_in):
    event = date.event
    sign_in(make_membership(event.organisation).person)
    address = f"/organise/{event.organisation.slug}/events/{event.slug}/kept-back"
    make_booking(date)

    for typed in ("", "-1", "many", "501"):
        answer = client.post(address, data={"places": typed})
        assert answer.status_code == 422
        assert "Enter a number" in read_page(answer).words
    assert client.post(address, data={"places": "5"}).status_code == 303
    assert WORDS.replace("3", "5") in panel(client, date)
    event.booking_mode = "bookable"
    refused = client.post(address, data={"places": "5"})
    assert refused.status_code == 422
    assert "only where people may book or just turn up" in read_page(refused).words
