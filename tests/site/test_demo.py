"""The demonstration's own pages."""

import pytest
from sqlalchemy import select

from app.bookings import services
from app.people.models import SignIn
from app.shared import outbox
from app.shared.database import db
from app.site import mailbox
from tests.factories import make_booking, make_occurrence, make_person
from tests.page import get_page


@pytest.fixture
def letter():
    """The mail that a booking sends."""
    services.book(make_occurrence(), services.Party("Kelly <b>", email="kelly@example.org"))
    db.session.commit()
    (message,) = outbox.latest()
    return message


def test_one_can_be_each_of_six_people(client):
    page = get_page(client, "/demo")

    for name in ("Kelly", "Dean", "Priya", "Marcus", "Tomasz", "Jo"):
        assert f"Try it as {name}" in page.words


def test_trying_it_as_someone_signs_in_and_ends_who_one_was(client):
    make_person(name="Kelly M", email="kelly-marsden@people.example.org")
    make_person(name="Jo Hartley", email="jo-hartley@people.example.org")

    client.post("/demo/sign-in", data={"who": "kelly-marsden"})
    answer = client.post("/demo/sign-in", data={"who": "jo-hartley"}, follow_redirects=True)

    assert "You are trying it as Jo." in answer.text
    ended = [row.ended_at is None for row in db.session.scalars(select(SignIn).order_by(SignIn.id))]
    assert ended == [False, True]


def test_whoever_is_tried_finds_what_they_booked_and_can_be_nobody_again(client):
    kelly = make_person(name="Kelly M", email="kelly-marsden@people.example.org")
    booking = make_booking(person=kelly)
    make_booking(occurrence=booking.occurrence)
    client.post("/demo/sign-in", data={"who": "kelly-marsden"})

    page = get_page(client, "/demo")

    assert [link for link in page.links if link.startswith("/b/")] == [f"/b/{booking.code}"]
    client.post("/sign-out")
    assert "You are Kelly" not in get_page(client, "/demo").words


@pytest.mark.parametrize("who", ["", "helen-croft", "kelly-marsden' OR 1=1 --"])
def test_one_cannot_be_anyone_else(client, who):
    make_person(email="helen-croft@people.example.org")

    client.post("/demo/sign-in", data={"who": who})

    assert db.session.scalars(select(SignIn)).all() == []


def test_the_mailbox_shows_what_a_booking_sent(client, letter):
    page = get_page(client, "/demo/mail")

    assert "kelly@example.org" in page.words
    assert "Waiting" in page.words
    assert f"/demo/mail/{letter.id}" in page.links


def test_a_message_can_be_read_and_its_links_lead_to_this_site_alone(client, letter, settings):
    page = get_page(client, f"/demo/mail/{letter.id}")

    own = [link for link in page.links if link.startswith("/b/")]
    assert own
    assert get_page(client, own[0]).status == 200
    assert not [link for link in page.links if "://" in link]
    assert f"<{letter.message_id}>" in page.words
    assert "auto-generated" in page.words


def test_a_message_shows_what_people_typed_as_text(app):
    text = f"See http://evil.example/b/1 <b>\n{app.config['SETTINGS'].site_url}/b/HAZEL-7Q4K2M."

    words = mailbox.with_links(text)

    assert words.startswith("See http://evil.example/b/1 &lt;b&gt;<br>")
    assert words.count("<a ") == 1
    assert '<a href="/b/HAZEL-7Q4K2M">' in words
    assert words.endswith("</a>.")


def test_words_that_were_wiped_are_said_to_be(client, letter):
    letter.is_blank = True
    letter.context = {}

    page = get_page(client, f"/demo/mail/{letter.id}")

    assert page.heading == mailbox.WIPED


def test_an_empty_mailbox_says_so(client):
    assert "No mail yet" in get_page(client, "/demo/mail").words
    assert client.get("/demo/mail/1").status_code == 404


def test_every_component_is_shown(client):
    page = get_page(client, "/demo/components")

    assert "Enter an email address like name@example.com" in page.words
