"""What an organiser does with a whole date, and who hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import (
    WEEK,
    make_booking,
    make_event,
    make_follow,
    make_membership,
    make_occurrence,
    make_venue,
)
from tests.page import get_page, read_page


@pytest.fixture
def here(date):
    return f"/organise/dates/{date.id}"


def mails():
    db.session.rollback()
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def as_it_is(client, date):
    """What the form to change a date sends if nothing is typed."""
    address = f"/organise/dates/{date.id}/change"
    return get_page(client, address).form(address).fields | {"venue": str(date.venue_id)}


def kinds():
    return [message.kind for message in mails()]


def test_more_places_let_the_list_in_and_fewer_than_taken_are_refused(client, priya, date, here):
    make_booking(occurrence=date, places=12)
    waiting = make_booking(occurrence=date, state="waiting")
    address = f"{here}/capacity"

    page = get_page(client, client.post(address, data={"places": "14"}).location)
    assert "1 party got in from the list" in page.words
    assert "Booked: 13 of 14" in page.words
    db.session.refresh(waiting)
    assert waiting.state == "booked"

    for typed, words in (
        ("12", "13 places are taken"),
        ("-3", "Enter a number from 1"),
        ("many", "Enter how many places"),
    ):
        answer = client.post(address, data={"places": typed})
        assert answer.status_code == 422
        assert words in read_page(answer).words
    db.session.refresh(date)
    assert date.capacity == 14


def test_cancelling_says_who_hears_of_it_and_tells_each_once(client, priya, date, here):
    make_occurrence(event=date.event, starts_in=2 * WEEK)
    kelly = make_booking(occurrence=date, email="kelly@example.org")
    make_booking(occurrence=date, name="Gordon Low")
    make_follow(event=date.event)
    page = get_page(client, f"{here}/cancellation")
    assert "1 person who booked" in page.words
    assert "1 person left no email" in page.words
    assert "1 other follows it and is told too." in page.words

    typed = {"reason": "The boiler is being mended"}
    for words in ("Cancelled. 2 bookings told.", "This date is cancelled"):
        answer = client.post(f"{here}/cancellation", data=typed)
        page = get_page(client, answer.location)
        assert words in page.words

    assert "Had booked: 2" in page.words
    assert "Gordon L" in page.words
    assert sorted(kinds()) == ["bookings.date_cancelled", "following.date_cancelled"]
    own = get_page(client, f"/b/{kelly.code}")
    assert "The next one is" in own.words
    (told,) = [message for message in mails() if message.kind.startswith("bookings")]
    assert "The next one is" in mail.render(told).text


def test_a_date_is_put_back_on(client, priya, date, here):
    booking = make_booking(occurrence=date, email="kelly@example.org")
    client.post(f"{here}/cancellation", data={"reason": "The boiler"})
    page = get_page(client, here)

    page = get_page(client, client.post(page.form(f"{here}/restoration").action).location)

    assert "It is back on. 1 booking told." in page.words
    db.session.refresh(booking)
    assert booking.state == "booked"


def test_no_reason_is_asked_for_beside_the_field(client, priya, date, here):
    answer = client.post(f"{here}/cancellation", data={"reason": " "})

    assert answer.status_code == 422
    assert "Say why it is off" in read_page(answer).words
    db.session.refresh(date)
    assert not date.is_cancelled


def test_sandra_moves_the_pop_up_and_its_followers_hear_of_it_once(client, sign_in):
    event = make_event(title="Pop-up in the park", booking_mode="drop_in")
    date, hall = make_occurrence(event=event), make_venue(name="Saltbox Hall")
    follow = make_follow(event=event)
    sign_in(make_membership(event.organisation).person)
    address = f"/organise/dates/{date.id}/change"
    typed = as_it_is(client, date)
    typed |= {"venue": str(hall.id), "notice": "Rain is on its way, so we are inside"}

    for _ in range(2):
        assert client.post(address, data=typed).status_code == 303

    page = get_page(client, f"/events/{event.slug}/{date.key}")
    assert "Moved Rain is on its way, so we are inside" in page.words
    assert "Saltbox Hall" in page.words
    assert [(message.kind, message.recipient) for message in mails()] == [
        ("following.date_changed", follow.email)
    ]


def test_a_new_time_is_taken_over_midnight_too(client, priya, date, here):
    typed = as_it_is(client, date) | {"start_time": "22:30", "end_time": "00:30", "notice": "Late"}

    client.post(f"{here}/change", data=typed)

    db.session.refresh(date)
    assert (date.duration_minutes, str(date.start_time)) == (120, "22:30:00")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"local_date": ""}, "Enter the day"),
        ({"local_date": "soon"}, "Enter a date like"),
        ({"start_time": ""}, "Enter when it starts"),
        ({"start_time": "13:30", "end_time": "13:30"}, "Choose an end"),
        ({"start_time": "13:30", "end_time": "10:00"}, "Choose an end"),
        ({"venue": "999999"}, "Choose where it is"),
        ({"venue": "x"}, "Choose where it is"),
        ({"notice": ""}, "Say what has changed"),
        ({"local_date": "2020-01-01"}, "Choose a time that is still to come"),
        ({"local_date": "9999-12-31"}, "Enter a date like"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(client, priya, date, here, wrong, words):
    was = date.starts_at
    later = {"notice": "Later than usual", "start_time": "20:00", "end_time": "23:59"}
    typed = as_it_is(client, date) | later | wrong

    answer = client.post(f"{here}/change", data=typed)

    assert answer.status_code == 422
    assert words in read_page(answer).words
    db.session.refresh(date)
    assert date.starts_at == was


def test_a_secret_address_of_another_group_is_not_offered(client, priya, here, date):
    make_venue(name="Their house", is_address_private=True)
    make_event(date.event.organisation, venue=make_venue(name="Our house", is_address_private=True))

    page = get_page(client, f"{here}/change")

    assert "Our house" in page.words
    assert "Their house" not in page.words


def test_nor_is_another_group_s_room_online(client, priya, here, date):
    make_event(venue=make_venue(False, name="Their room", type="online"))
    make_venue(False, name="Online", slug="any-online", type="online")
    make_event(date.event.organisation, venue=make_venue(False, name="Our room", type="online"))

    page = get_page(client, f"{here}/change")

    assert "Their room" not in page.words
    assert "Online" in page.words
    assert "Our room" in page.words


def test_a_date_that_is_over_cannot_be_changed(client, priya, date):
    past = make_occurrence(event=date.event, starts_in=-timedelta(hours=9))
    here = f"/organise/dates/{past.id}"

    links = get_page(client, here).links
    answer = client.post(f"{here}/cancellation", data={"reason": "Too late"})

    acts = [link for link in links if link.startswith(f"{here}/")]
    assert acts
    assert not {f"{here}/{act}" for act in ("capacity", "change", "cancellation")} & set(acts)
    assert "This date has been" in read_page(answer).words


@pytest.mark.parametrize("act", ["capacity", "cancellation", "restoration", "change"])
def test_for_another_group_it_is_not_there(date, here, refused, act):
    if act != "restoration":
        assert refused(f"{here}/{act}")
    assert refused(f"{here}/{act}", places="99", reason="Because")
    db.session.refresh(date)
    assert (date.capacity, date.is_cancelled) == (12, False)
