"""What a group does with one booking: who is told, who gets in, and what stays."""

import pytest
from sqlalchemy import select

from app.bookings import queries, services
from app.bookings.models import BookingState
from app.shared import mail
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import WEEK, local, make_booking, make_event, make_occurrence, make_person

NIGHT = local("2026-06-10 22:30")
MORNING = local("2026-06-11 08:00")


@pytest.fixture
def date(app):
    return make_occurrence(event=make_event(max_guests=3), capacity=2)


def mails():
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def booked(date, **says):
    booking = make_booking(occurrence=date, email="kelly@example.org", **says)
    return queries.with_code(booking.code)


def test_a_place_taken_away_goes_to_the_next_in_line(date):
    first, second = booked(date, places=2), make_booking(occurrence=date, state="waiting")

    services.take_off(first)
    services.take_off(first)

    assert first.state == BookingState.CANCELLED_BY_GROUP
    assert second.state == BookingState.BOOKED
    assert [message.kind for message in mails()] == ["bookings.taken_off"]


def test_each_mail_waits_for_the_morning_and_gives_nothing_away(date, freeze):
    freeze(NIGHT)
    date = make_occurrence(event=date.event, capacity=9)
    later = make_occurrence(event=date.event, starts_in=2 * WEEK, capacity=9)
    booking = booked(date)

    services.set_places(booking, 2)
    services.move_to(booking, later)
    services.take_off(booking)
    services.put_back(booking)

    said = [message.kind.partition(".")[2] for message in mails()]
    assert said == ["changed", "moved", "taken_off", "booked"]
    for message in mails():
        assert message.send_after == MORNING
        words = mail.render(message)
        assert date.event.title not in words.subject + words.text + words.html


def test_a_move_says_from_when_to_when_and_keeps_the_code(date):
    later = make_occurrence(event=date.event, starts_at=local("2027-06-17 18:30"))
    booking = booked(make_occurrence(event=date.event, starts_at=local("2027-06-10 18:30")))
    code = booking.code

    services.move_to(booking, later)

    words = mail.render(mails()[0])
    assert words.subject == "Your booking is now for Thursday 17 June 2027"
    assert (
        "was for Thursday 10 June 2027, 6.30pm. It is now for Thursday 17 June 2027" in words.text
    )
    assert booking.code == code
    assert code in words.text


def test_a_move_lets_the_next_one_in_on_the_old_date(date):
    later = make_occurrence(event=date.event, starts_in=2 * WEEK, capacity=2)
    mover, next_one = booked(date, places=2), make_booking(occurrence=date, state="waiting")

    services.move_to(mover, later)

    assert next_one.state == BookingState.BOOKED
    assert queries.places_taken(later) == 2


def test_who_waits_may_move_to_a_place(date):
    later = make_occurrence(event=date.event, starts_in=2 * WEEK, capacity=2)
    make_booking(occurrence=date, places=2)
    waiting = booked(date, state="waiting")

    services.move_to(waiting, later)

    assert (waiting.state, waiting.occurrence_id) == (BookingState.BOOKED, later.id)


def test_an_entry_in_a_calendar_follows_wherever_it_is_moved(date):
    date.sequence = 7
    later = make_occurrence(event=date.event, starts_in=2 * WEEK, capacity=2)
    booking = booked(date)
    before = booking.sequence + date.sequence

    services.move_to(booking, later)

    assert booking.sequence + later.sequence > before


def test_nobody_is_moved_where_they_are_already_or_it_is_off(date):
    person = make_person()
    later = make_occurrence(event=date.event, starts_in=2 * WEEK, capacity=2)
    off = make_occurrence(event=date.event, starts_in=3 * WEEK)
    services.cancel_date(off, "The boiler")
    booking = booked(date, person_id=person.id)
    make_booking(occurrence=later, person_id=person.id)

    for there, words in ((later, "They are on that date already"), (off, "This date is off")):
        with pytest.raises(RuleBroken, match=words):
            services.move_to(booking, there)
    with pytest.raises(RuleBroken, match="another date of the same event"):
        services.move_to(booking, make_occurrence())


def test_a_turn_in_the_list_comes_back_as_a_turn(date):
    make_booking(occurrence=date, places=2)
    booking = services.book(date, services.Party(name="Dean"), waits_if_full=True)

    services.take_off(booking)
    services.put_back(booking)
    services.put_back(booking)

    assert booking.state == BookingState.WAITING


def test_who_booked_again_is_not_put_back_twice(date):
    booking = booked(date, browser_key="phone")
    services.take_off(booking)
    make_booking(occurrence=date, browser_key="phone")

    with pytest.raises(RuleBroken, match="booked again since"):
        services.put_back(booking)


def test_who_was_taken_off_stays_off_when_the_date_comes_back(date):
    taken_off, stays = services.book(date, services.Party(name="Al")), booked(date)
    services.take_off(taken_off)

    services.cancel_date(date, "The boiler")
    services.restore_date(date)

    assert (taken_off.state, stays.state) == (BookingState.CANCELLED_BY_GROUP, BookingState.BOOKED)
