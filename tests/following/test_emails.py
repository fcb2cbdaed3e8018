"""What the mails say, and above all what they do not."""

import re

import pytest
from sqlalchemy import select

from app.bookings import services as bookings
from app.following import services
from app.following.queries import subject_of
from app.shared import mail
from app.shared.database import db
from app.shared.mail import SafeMessage
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_event,
    make_follow,
    make_occurrence,
    make_organisation,
    make_person,
    make_venue,
)

TELLING = re.compile(r"recover|lantern|art group|saltbox|boiler", re.IGNORECASE)


@pytest.fixture
def date(app):
    event = make_event(
        slug="tuesdays",
        title="Recovery art group",
        neutral_title="Tuesday art",
        organisation=make_organisation(name="Lantern Yard Recovery Community"),
        venue=make_venue(name="Saltbox Hall"),
    )
    return make_occurrence(event=event)


def all_mails(date):
    services.ask(subject_of(date.event), "new@example.org")
    bookings.move_date(date, notice="The boiler is cold", duration_minutes=45)
    bookings.cancel_date(date, "The boiler is broken")
    bookings.restore_date(date)
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def test_discreet_words_give_nothing_away_nor_does_the_outbox(date):
    make_follow(date.event)
    found = all_mails(date)

    assert [each.kind.partition(".")[2] for each in found] == [
        "asked",
        "date_changed",
        "date_cancelled",
        "date_restored",
    ]
    for message in found:
        words = mail.render(message)
        for text in (words.subject, words.text, words.html, str(message.context)):
            assert not TELLING.search(text), f"{message.kind}: {TELLING.search(text)}"


def test_who_chose_full_words_reads_what_and_why(date):
    dean = make_person(wants_full_words=True)
    make_follow(date.event, email=dean.email)
    _, changed, cancelled, restored = [mail.render(each) for each in all_mails(date)]

    assert changed.subject.startswith("Change to Recovery art group on ")
    for words in (changed.text, changed.html):
        assert "The boiler is cold" in words
        assert "Saltbox Hall" in words
    assert "is off" in cancelled.subject
    assert "The boiler is broken" in cancelled.text
    assert "Recovery art group" in restored.html


def test_one_click_stops_each_of_them(date):
    follow = make_follow(date.event)
    *_, message = all_mails(date)

    headers = SafeMessage(message).as_bytes().decode().split("\r\n\r\n")[0]
    url = re.search(r"^List-Unsubscribe: <(\S+)>\r?$", headers, re.MULTILINE)[1]

    assert url.endswith(f"/following/{follow.key}/stop")
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers
    assert url in mail.render(message).text
    assert url in mail.render(message).html
