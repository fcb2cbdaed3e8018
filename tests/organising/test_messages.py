"""Writing to everyone booked: seen first, sent once, and discreet where somebody chose that."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.bookings import services
from app.bookings.models import DateMessage
from app.shared import mail, outbox
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import WEEK, local, make_booking, make_event, make_occurrence, make_person
from tests.page import get_page, read_page

WORDS = "Bring wellies, the field is wet.\nThe gate code is 4 7 1 1."
HTMX = {"HX-Request": "true"}
KELLY = services.Party(name="Kelly", email="kelly@example.org", wants_full_words=True)


@pytest.fixture
def here(date):
    return f"/organise/dates/{date.id}/message"


@pytest.fixture
def kelly(date):
    return make_booking(occurrence=date, email="kelly@example.org")


@pytest.fixture
def dean(date):
    return make_booking(occurrence=date, email="dean@example.org", wants_full_words=True)


def mails():
    db.session.rollback()
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def typed(client, here, **says):
    return get_page(client, here).form(here).fields | {"words": WORDS} | says


def test_it_is_seen_as_both_sorts_of_reader_will_and_nothing_is_sent(
    client, priya, date, here, kelly, dean
):
    make_booking(occurrence=date)

    page = read_page(client.post(here, data=typed(client, here, step="look")))

    assert f"There is a message about {date.local_start:%A}" in page.words
    assert "A message about Art group" in page.words
    assert page.words.count("Bring wellies") == 1
    assert "1 person left no email" in page.words
    assert "Send to 3 bookings" in page.text
    assert mails() == []


def test_two_taps_send_one_message_and_it_stands_on_their_page(
    client, priya, date, here, kelly, dean
):
    waiting = make_booking(occurrence=date, state="waiting", email="mo@example.org")
    sending = typed(client, here, step="send")

    for _ in range(2):
        answer = client.post(here, data=sending)
    assert "Sent to 2 bookings, 2 by email." in get_page(client, answer.location).words

    discreet, full = (mail.render(message) for message in mails())
    assert discreet.subject.startswith("There is a message about")
    assert "wellies" not in discreet.text + discreet.html
    assert "Art group" not in discreet.text + discreet.html
    assert f"/b/{kelly.code}" in discreet.text
    assert "Bring wellies" in full.text
    assert "Bring wellies" in get_page(client, f"/b/{kelly.code}").words
    assert "Bring wellies" not in get_page(client, f"/b/{waiting.code}").words
    assert "to 2 bookings, 2 by email" in get_page(client, here).words


@pytest.mark.parametrize("other", ["words", "date"])
def test_a_form_that_was_sent_is_not_taken_for_another_message(client, priya, here, kelly, other):
    next_week = make_booking(make_occurrence(event=kelly.occurrence.event)).occurrence_id
    there = here if other == "words" else f"/organise/dates/{next_week}/message"
    sending = typed(client, here, step="send")
    client.post(here, data=sending)
    changed = sending | ({"words": "The field is dry."} if other == "words" else {})

    page = read_page(client.post(there, data=changed))
    client.post(there, data=changed | {"form_key": page.form(there).fields["form_key"]})

    assert "You sent this form before" in page.words
    assert len(db.session.scalars(select(DateMessage)).all()) == 2


def test_a_word_that_waits_for_the_morning_is_not_for_who_gave_up_their_place(app, freeze):
    freeze(local("2026-06-10 22:30"))
    date = make_occurrence(event=make_event(capacity=2))
    kelly = make_booking(occurrence=date, email="kelly@example.org", wants_full_words=True)
    services.send_message(date, WORDS, form_key="k" * 22, sender=make_person())

    services.cancel(kelly)

    assert {mail.kind: mail.state for mail in mails_now()} == {
        "bookings.message": "dropped",
        "bookings.cancelled": "queued",
    }


def word_of_group():
    [word] = [mail for mail in mails_now() if mail.kind == "bookings.message"]
    return word


def holder_changes_their_mind(booking):
    services.cancel(booking)
    services.undo(booking)


def group_changes_its_mind(booking):
    services.take_off(booking)
    services.put_back(booking)


@pytest.mark.parametrize("happens", [holder_changes_their_mind, group_changes_its_mind])
def test_who_has_their_place_again_still_has_the_word_in_the_morning(app, freeze, happens):
    freeze(local("2026-06-10 22:30"))
    date = make_occurrence(event=make_event(capacity=2))
    kelly = services.book(date, KELLY)
    services.send_message(date, WORDS, form_key="k" * 22, sender=make_person())

    freeze(local("2026-06-10 22:40"))
    happens(kelly)
    happens(kelly)

    word = word_of_group()
    assert (word.state, word.sent_at) == ("queued", None)
    assert word.try_after == local("2026-06-11 08:00")
    assert word.context["words"] == WORDS


def test_a_place_given_back_at_night_has_the_word_in_the_morning(app, freeze):
    freeze(local("2026-06-10 20:50"))
    date = make_occurrence(event=make_event(capacity=2))
    kelly = services.book(date, KELLY)
    services.send_message(date, WORDS, form_key="k" * 22, sender=make_person())
    services.take_off(kelly)

    freeze(local("2026-06-10 23:10"))
    services.put_back(kelly)

    word = word_of_group()
    assert (word.state, word.try_after) == ("queued", local("2026-06-11 08:00"))


@pytest.mark.parametrize("state", ["sent", "blank", "of another date"])
def test_a_word_that_went_or_is_no_longer_theirs_does_not_go_again(app, freeze, state):
    freeze(local("2026-06-10 22:30"))
    date = make_occurrence(event=make_event(capacity=2), starts_in=2 * WEEK)
    kelly = services.book(date, KELLY)
    services.send_message(date, WORDS, form_key="k" * 22, sender=make_person())
    word = word_of_group()
    if state == "sent":
        word.state, word.sent_at = "sent", utcnow()
    if state == "of another date":
        services.move_to(kelly, make_occurrence(event=date.event, starts_in=3 * WEEK))
    freeze(local("2026-06-10 22:40"))
    services.cancel(kelly)
    if state == "blank":
        outbox.blank("bookings.message")

    services.undo(kelly)

    word = word_of_group()
    assert word.state == ("sent" if state == "sent" else "dropped")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_the_words_can_be_changed_and_are_kept(client, priya, here, kelly, headers):
    sending = typed(client, here)

    for step, status in (("look", 200), ("write", 200)):
        answer = client.post(here, data=sending | {"step": step}, headers=headers)
        assert answer.status_code == status
        assert "Bring wellies" in answer.text
        assert ("<html" in answer.text) == (not headers)
    answer = client.post(here, data=sending | {"words": "x" * 1001}, headers=headers)
    assert answer.status_code == 422
    assert "Use up to 1,000 characters" in answer.text


def test_a_fourth_one_in_a_day_is_asked_to_wait(client, priya, here, kelly):
    for _ in range(3):
        client.post(here, data=typed(client, here, step="send"))

    answer = client.post(here, data=typed(client, here, step="send"))

    assert answer.status_code == 422
    assert "You have written 3 times" in read_page(answer).words
    assert len(mails()) == 3


def test_a_message_at_night_waits_for_the_morning(app, freeze):
    freeze(local("2026-06-10 22:30"))
    date = make_occurrence(event=make_event(capacity=2))
    make_booking(occurrence=date, email="kelly@example.org")

    services.send_message(date, WORDS, form_key="k" * 22, sender=make_person())

    (message,) = mails_now()
    assert message.send_after == local("2026-06-11 08:00")
    assert message.is_bulk


def mails_now():
    return db.session.scalars(select(OutboxMessage)).all()


@pytest.mark.parametrize("kind", ["drop_in", "off", "past", "nobody"])
def test_where_there_is_nobody_to_write_to_it_says_so(app, kind):
    mode = {"booking_mode": "drop_in"} if kind == "drop_in" else {}
    starts_in = -timedelta(days=9) if kind == "past" else timedelta(days=9)
    date = make_occurrence(event=make_event(**mode), starts_in=starts_in)
    if kind == "off":
        services.cancel_date(date, "The boiler")

    with pytest.raises(RuleBroken, match=r"^[A-Z].*\.$"):
        services.send_message(date, WORDS, form_key="k" * 22, sender=make_person())


def test_what_was_written_is_forgotten_with_the_bookings(app):
    date = make_occurrence()
    make_booking(occurrence=date)
    services.send_message(date, WORDS, form_key="k" * 22, sender=make_person())

    services.forget_past(utcnow() + timedelta(days=60))
    assert db.session.scalar(select(DateMessage.words)) == WORDS
    services.forget_past(utcnow() + timedelta(days=99))
    assert db.session.scalar(select(DateMessage.words)) is None


def test_for_another_group_it_is_not_there(date, here, refused, kelly):
    assert refused(here)
    assert refused(here, words=WORDS, form_key="k" * 22, step="send")
    assert mails() == []
