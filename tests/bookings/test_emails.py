"""What the mails of a booking say, and above all what they do not."""

import re
from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import select

from app.bookings import services
from app.bookings.models import BookingState
from app.bookings.services import Party
from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import make_event, make_occurrence, make_organisation, make_venue

TELLING = re.compile(
    r"recover|sober|addict|alcohol|drug|peer|circle|lantern|art group|saltbox", re.IGNORECASE
)


def mails() -> list[OutboxMessage]:
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def telling_date(**says):
    group = make_organisation(name="Lantern Yard Recovery Community", neutral_name="Lantern Yard")
    event = make_event(
        title="Recovery art group",
        neutral_title="Tuesday art group",
        organisation=group,
        venue=make_venue(name="Saltbox Hall", what_to_look_for="Green door"),
    )
    return make_occurrence(event=event, **says)


def kelly(full=False) -> Party:
    return Party(name="Kelly", email="kelly@example.org", wants_full_words=full)


def everything_a_booking_can_be_mailed(full):
    date = telling_date(capacity=1)
    first = services.book(date, kelly(full), browser_key="a")
    services.book(date, kelly(full), browser_key="b", waits_if_full=True)
    services.cancel(first)
    services.cancel_date(date, "The recovery group’s boiler is being fixed.")
    return mails()


def test_every_step_has_its_mail_and_only_one(app):
    kinds = [message.kind for message in everything_a_booking_can_be_mailed(full=False)]

    assert kinds == [
        "bookings.booked",
        "bookings.waiting",
        "bookings.cancelled",
        "bookings.promoted",
        "bookings.date_cancelled",
    ]


def test_discreet_words_give_nothing_away(app):
    for message in everything_a_booking_can_be_mailed(full=False):
        words = mail.render(message)
        for text in (words.subject, words.text, words.html):
            assert not TELLING.search(text), f"{message.kind}: {TELLING.search(text)}"
        assert message.attachments == []


def test_what_discreet_mails_must_not_say_is_not_in_the_outbox_either(app):
    for message in everything_a_booking_can_be_mailed(full=False):
        assert not TELLING.search(str({**message.context, "reason": ""}))


def test_full_words_name_the_event_and_bring_a_calendar_file(app):
    booked, *_ = everything_a_booking_can_be_mailed(full=True)

    words = mail.render(booked)

    assert words.subject.startswith("Your booking is confirmed: Recovery art group, ")
    assert "Saltbox Hall" in words.text
    assert "Saltbox Hall" in words.html
    assert [file["name"] for file in booked.attachments] == ["appointment.ics"]


@pytest.mark.parametrize("part", ["text", "html"])
def test_mails_lead_to_the_booking_and_to_cancelling(app, part):
    booking = services.book(telling_date(), kelly())

    words = getattr(mail.render(mails()[0]), part)

    site = app.config["SETTINGS"].site_url
    assert booking.code in words
    assert f"{site}/b/{booking.code}" in words
    assert f"{site}/b/{booking.code}/cancel" in words


def test_the_owner_of_an_address_learns_of_a_second_booking_by_mail_alone(app):
    date = telling_date()
    services.book(date, kelly(), browser_key="hers")
    services.book(date, kelly(), browser_key="not hers")

    first, second = (mail.render(message).text for message in mails())

    assert "another booking" not in first
    assert "another booking for the same date" in second


def test_a_stranger_cannot_fill_somebodys_inbox(app):
    for number in range(30):
        services.book(telling_date(), kelly(), browser_key=f"{number}")

    assert len(mails()) == 25


def test_without_an_address_there_is_no_mail(app):
    services.book(telling_date(), Party(name="Gordon"))

    assert mails() == []


def test_a_booking_that_is_rolled_back_leaves_no_mail(app):
    date = telling_date()
    db.session.commit()
    services.book(date, kelly())

    db.session.rollback()

    assert mails() == []


def test_an_address_that_is_private_is_mailed_only_to_people_with_a_place(app):
    venue = make_venue(name="Saltbox Hall", what_to_look_for="Green door", is_address_private=True)
    date = make_occurrence(event=make_event(venue=venue, max_guests=2), capacity=1)
    asking = Party(name="Kelly", email="kelly@example.org", wants_full_words=True, asks_first=True)
    held = services.book(date, Party(name="Ash"))
    waiting = services.book(date, asking, waits_if_full=True)
    services.change(waiting, replace(asking, places=2))
    services.change(waiting, asking)
    services.cancel(held)
    services.move_date(date, notice="A little later", start_time=time(20))
    told_before = mails()
    services.accept(waiting)

    words = [mail.render(message).text for message in mails()]

    assert waiting.state == BookingState.BOOKED
    assert {message.kind for message in told_before} >= {
        "bookings.changed",
        "bookings.offered",
        "bookings.date_changed",
    }
    assert not any("Saltbox" in text or "Green door" in text for text in words[:-1])
    assert "Saltbox Hall" in words[-1]
    assert "Green door" in words[-1]
    assert not any("Saltbox" in str(message.attachments) for message in told_before)
