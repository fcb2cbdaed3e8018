"""Asking, saying yes, thinking again, and what each side hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from werkzeug.exceptions import NotFound

from app.bookings import queries as booking_queries
from app.bookings import services as bookings
from app.bookings.models import BookingState
from app.company import queries, services
from app.company.models import BuddyRefusal, BuddyRequest, BuddyState
from app.organisations.models import Membership
from app.shared import mail
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_audience,
    make_booking,
    make_host,
    make_meeting,
    make_membership,
    make_occurrence,
    make_person,
    make_request,
)

HOUR = timedelta(hours=1)


def mails(to=None):
    """The kinds of mail that were posted, to one address or to all."""
    db.session.flush()
    found = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [mail.kind.removeprefix("company.") for mail in found if to in (None, mail.recipient)]


def requests():
    return db.session.scalars(select(BuddyRequest)).all()


@pytest.fixture
def matched(asked, bev):
    services.say_yes(queries.one_for_buddy(asked.id, bev), bev)
    db.session.commit()
    return asked


def again(booking):
    """The booking as a page loads it."""
    return booking_queries.with_code(booking.code)


def test_a_booking_that_asks_makes_one_request_and_one_mail_to_each_volunteer(kelly, bev):
    services.keep_up()
    services.keep_up()
    make_booking(kelly.occurrence, wants_meeting=True)
    services.keep_up()

    assert [each.state for each in requests()] == [BuddyState.ASKED] * 2
    assert mails("bev@example.org") == ["ask"], "One for each date, however many ask"
    assert mails("kelly@example.org") == []


def test_saying_yes_tells_who_asked_once(matched, kelly, bev):
    services.say_yes(queries.one_for_buddy(matched.id, bev), bev)

    assert matched.buddy_id == bev.id
    assert mails("kelly@example.org") == ["matched"]


def test_somebody_who_comes_second_hears_kind_words(matched, group):
    late = make_membership(group).person

    with pytest.raises(RuleBroken, match="Somebody else has just said yes"):
        services.say_yes(queries.one_for_buddy(matched.id, late), late)

    assert matched.buddy_name == "Bev"


def test_stepping_back_asks_again_and_tells_who_waits(matched, bev):
    services.step_back(queries.one_for_buddy(matched.id, bev), bev)

    assert (matched.state, matched.buddy_id, matched.buddy_spot) == (BuddyState.ASKED, None, "")
    assert mails("kelly@example.org") == ["matched", "unmatched"]


def test_someone_else_hides_the_two_from_each_other_for_good(matched, kelly, bev):
    services.ask_another(again(kelly))
    db.session.commit()

    assert queries.asked_of(bev) == []
    assert mails("bev@example.org") == ["no_longer"], "The words of any change, and no reason"
    (refusal,) = db.session.scalars(select(BuddyRefusal))
    assert (refusal.buddy_id, refusal.is_by_buddy) == (bev.id, False)
    same_browser = make_booking(make_meeting(kelly.occurrence.event.organisation), browser_key="k")
    same_browser.wants_meeting = True
    services.keep_up()
    assert len(requests()) == 2
    assert queries.asked_of(bev) == []


def test_erasing_a_booking_erases_whom_its_holder_turned_down(matched, kelly):
    services.ask_another(again(kelly))
    bookings.erase(again(kelly))

    services.keep_up()

    assert db.session.scalars(select(BuddyRefusal)).all() == []
    assert requests() == []


def test_a_buddy_may_put_somebody_aside_before_saying_yes(asked, bev):
    services.put_aside(queries.one_for_buddy(asked.id, bev), bev)
    db.session.commit()

    assert queries.asked_of(bev) == []
    assert mails("kelly@example.org") == [], "Declined without a trace"
    assert asked.state == BuddyState.ASKED


def test_taking_it_back_leaves_nothing_and_tells_the_buddy(matched, kelly):
    services.take_back(again(kelly))
    services.take_back(again(kelly))

    assert requests() == []
    assert not kelly.wants_meeting
    assert mails("bev@example.org") == ["no_longer"]
    services.keep_up()
    assert requests() == []


@pytest.mark.parametrize(
    "end",
    [
        bookings.cancel,
        bookings.take_off,
        bookings.erase,
        lambda booking: bookings.cancel_date(booking.occurrence, "Boiler"),
    ],
    ids=["by the person", "by the group", "erased", "the date is off"],
)
def test_when_the_booking_ends_so_does_the_request(matched, kelly, bev, end):
    end(again(kelly))
    db.session.commit()
    assert queries.promised_by(bev) == [], "at once"

    services.keep_up()
    services.keep_up()

    assert requests() == []
    assert mails("bev@example.org") == ["no_longer"]


def test_on_another_date_it_is_asked_anew_with_the_same_words(matched, kelly, bev):
    matched.wearing = "a green coat"
    booking = again(kelly)
    other = make_occurrence(booking.occurrence.event, starts_in=timedelta(days=9))
    bookings.move_to(booking, other)
    db.session.commit()

    services.keep_up()

    (request,) = requests()
    assert (request.state, request.occurrence_id) == (BuddyState.ASKED, other.id)
    assert request.wearing == "a green coat"
    assert mails("bev@example.org") == ["no_longer", "ask"]
    assert "unmatched" in mails("kelly@example.org")


def test_who_leaves_the_team_meets_nobody(matched, bev):
    db.session.execute(delete(Membership))
    db.session.commit()

    services.keep_up()

    assert [each.state for each in requests()] == [BuddyState.ASKED]
    assert mails("kelly@example.org") == ["matched", "unmatched"]


def test_a_day_before_the_group_is_told_once_and_the_organiser_is_it(group, bev, freeze):
    organiser = make_membership(group, make_person(email="priya@example.org")).person
    date = make_meeting(group, starts_in=timedelta(days=3))
    make_request(make_booking(date, wants_meeting=True, email="kelly@example.org"))
    freeze(date.starts_at - timedelta(hours=25))
    services.keep_up()
    assert mails() == []

    freeze(date.starts_at - timedelta(hours=23))
    services.keep_up()
    services.keep_up()

    assert mails(organiser.email) == ["left_to_you"]
    assert mails("kelly@example.org") == ["with_group"]
    assert mails("bev@example.org") == []
    services.say_yes(queries.asked_of(bev)[0], bev)
    assert mails("kelly@example.org") == ["with_group", "matched"]


def test_where_there_are_hosts_it_falls_to_them(asked, group, freeze):
    host = make_host(asked.booking.occurrence.event, make_person(email="host@example.org"))
    organiser = make_membership(group).person
    freeze(asked.occurrence.starts_at - 20 * HOUR)

    services.keep_up()

    assert mails(host.person.email) == ["left_to_you"]
    assert mails(organiser.email) == []
    (told,) = db.session.scalars(select(OutboxMessage).filter_by(recipient=host.person.email))
    words = mail.render(told)
    assert f"/you/volunteering/buddy/{asked.id}" in words.text + words.html
    assert "/organise/" not in words.text + words.html, "a host need not be an organiser"
    assert queries.one_for_buddy(asked.id, host.person).is_open


def test_at_night_it_waits_for_the_morning(group, freeze):
    date = make_meeting(group, starts_in=timedelta(days=3))
    make_membership(group)
    make_request(make_booking(date, wants_meeting=True))
    night = (date.local_start - timedelta(days=1)).replace(hour=23, minute=30)
    freeze(night)
    date.starts_at = night + 20 * HOUR
    db.session.commit()

    services.keep_up()

    (mail,) = db.session.scalars(select(OutboxMessage))
    assert mail.send_after.astimezone(night.tzinfo).hour == 8


@pytest.mark.parametrize("closed", ["women", "private"])
def test_some_are_met_by_the_hosts_of_that_very_event_only(group, bev, closed):
    says = (
        {"audience": make_audience("women")}
        if closed == "women"
        else {"is_attendance_private": True}
    )
    date = make_meeting(group, **says)
    host = make_host(date.event, make_person(email="ruth@example.org")).person
    request = make_request(make_booking(date, wants_meeting=True))

    assert queries.asked_of(bev) == []
    assert [each.id for each in queries.asked_of(host)] == [request.id]
    assert [each.email for each in queries.who_may_meet(date.event)] == ["ruth@example.org"]


def test_a_host_who_left_the_team_meets_nobody_any_more(group, freeze):
    date = make_meeting(group, is_attendance_private=True)
    ruth = make_host(date.event, make_person(email="ruth@example.org")).person
    promised = make_request(make_booking(date, wants_meeting=True))
    make_request(make_booking(date, wants_meeting=True))
    services.say_yes(queries.one_for_buddy(promised.id, ruth), ruth)
    db.session.execute(delete(Membership))
    db.session.commit()

    assert [*queries.asked_of(ruth), *queries.promised_by(ruth)] == []
    with pytest.raises(NotFound):
        queries.one_for_buddy(promised.id, ruth)
    assert not queries.may_meet_anyone(ruth)
    services.keep_up()
    assert promised.state == BuddyState.ASKED
    before = mails("ruth@example.org")
    freeze(date.starts_at - 20 * HOUR)
    services.keep_up()
    assert mails("ruth@example.org") == before


def test_nobody_is_asked_to_meet_themselves(kelly, bev):
    kelly.person_id = bev.id
    services.keep_up()
    db.session.commit()

    assert queries.asked_of(bev) == []
    assert mails("bev@example.org") == []


def test_of_a_course_only_the_first_date_is_asked_for(group, bev):
    first = make_booking(make_meeting(group), wants_meeting=True)
    second = make_booking(make_meeting(group), wants_meeting=True, block_code=first.code)
    first.block_code = first.code
    services.keep_up()

    assert [each.booking_id for each in requests()] == [first.id]
    assert second.wants_meeting


def test_afterwards_each_says_how_it_went_for_themselves(matched, kelly, bev, freeze):
    with pytest.raises(RuleBroken, match="once it has begun"):
        services.say_how_it_went(again(kelly), True)
    freeze(matched.occurrence.ends_at + HOUR)

    services.say_how_we_met(queries.one_for_buddy(matched.id, bev), bev, False)
    assert matched.state == BuddyState.MISSED
    services.say_how_it_went(again(kelly), True)

    assert (matched.state, matched.buddy_said, matched.holder_said) == ("met", "missed", "met")


def test_two_days_after_nothing_of_it_is_left(matched, freeze):
    freeze(matched.occurrence.ends_at + timedelta(hours=47))
    services.forget()
    assert len(requests()) == 1

    freeze(matched.occurrence.ends_at + timedelta(hours=49))
    services.forget()

    assert requests() == []


def test_people_on_the_waiting_list_are_not_arranged_for(kelly):
    kelly.state = BookingState.WAITING
    db.session.commit()
    services.keep_up()

    assert requests() == []
    with pytest.raises(RuleBroken, match="nothing to arrange"):
        services.ask(again(kelly))
    assert kelly.occurrence.starts_at > utcnow()
