"""Who is told, of what, and who never is."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.bookings import services as bookings
from app.following import queries, services
from app.following.models import Follow
from app.following.queries import subject_of
from app.shared.database import db, utcnow
from app.shared.outbox import MOST_A_DAY, OutboxMessage
from tests.factories import (
    make_booking,
    make_event,
    make_follow,
    make_occurrence,
    make_person,
    make_place,
)


def mails(kind=None):
    found = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    return [mail for mail in found if kind in (None, mail.kind)]


def follows():
    return db.session.scalars(select(Follow).order_by(Follow.id)).all()


def test_an_address_is_written_to_only_after_its_yes(app):
    date = make_occurrence()
    services.ask(subject_of(date.event), "dean@example.org")
    (follow,) = follows()

    bookings.cancel_date(date, "The boiler is being mended")
    assert [mail.kind for mail in mails()] == ["following.asked"]

    services.confirm(follow)
    bookings.restore_date(date)
    assert [mail.kind for mail in mails()] == ["following.asked", "following.date_restored"]


def test_asking_again_is_one_follow_and_one_mail_a_day(app, freeze):
    event = subject_of(make_event())
    noon = datetime(2026, 6, 10, 11, tzinfo=UTC)
    freeze(noon)
    services.ask(event, "dean@example.org")
    services.ask(event, "dean@example.org")
    assert len(follows()) == 1
    assert len(mails()) == 1

    freeze(noon + timedelta(days=1))
    services.ask(event, "dean@example.org")
    assert len(follows()) == 1
    assert len(mails()) == 2


def test_an_address_that_had_enough_today_is_not_asked(app):
    for _ in range(MOST_A_DAY + 3):
        services.ask(subject_of(make_event()), "dean@example.org")

    assert len(mails()) == MOST_A_DAY


@pytest.mark.parametrize("press", [1, 2])
def test_who_is_signed_in_needs_no_mail_to_say_yes(app, press):
    event, dean = subject_of(make_event()), make_person()
    for _ in range(press):
        assert services.follow(event, dean)

    assert queries.is_following(event, dean)
    assert len(follows()) == 1
    assert mails() == []

    for _ in range(press):
        services.unfollow(event, dean)
    assert not queries.is_following(event, dean)


def test_who_has_no_address_cannot_be_told(app):
    event, gordon = subject_of(make_event()), make_person(email=None)

    assert not services.follow(event, gordon)
    assert not queries.is_following(event, gordon)
    services.unfollow(event, gordon)
    assert follows() == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda date: bookings.cancel_date(date, "Snow"), "following.date_cancelled"),
        (
            lambda date: bookings.move_date(date, notice="Later", duration_minutes=30),
            "following.date_changed",
        ),
    ],
)
def test_every_follower_of_that_event_is_told_once(app, change, kind):
    date = make_occurrence()
    first, second = make_follow(date.event), make_follow(date.event)
    make_follow()

    change(date)
    change_again_does_nothing = bookings.cancel_date if "cancelled" in kind else None
    if change_again_does_nothing:
        change_again_does_nothing(date, "Snow")

    assert {mail.recipient for mail in mails(kind)} == {first.email, second.email}
    assert len(mails()) == 2


def test_who_booked_is_told_as_such_and_not_twice(app):
    date = make_occurrence()
    make_booking(occurrence=date, email="kel@example.org")
    make_follow(date.event, email="kel@example.org")

    bookings.cancel_date(date, "Snow")

    assert [mail.kind for mail in mails()] == ["bookings.date_cancelled"]


def test_who_stopped_hears_no_more_not_even_what_waits(app):
    date = make_occurrence()
    follow = make_follow(date.event)
    bookings.cancel_date(date, "Snow")
    assert len(mails()) == 1

    services.stop(follow)

    assert mails() == []
    bookings.restore_date(date)
    assert mails() == []


def test_news_waits_for_the_morning_unless_the_date_comes_first(app, freeze):
    ten_at_night = datetime(2026, 6, 10, 21, tzinfo=UTC)
    freeze(ten_at_night)
    tomorrow = make_occurrence(starts_at=ten_at_night + timedelta(hours=20))
    at_dawn = make_occurrence(starts_at=ten_at_night + timedelta(hours=8))
    make_follow(tomorrow.event)
    make_follow(at_dawn.event)

    bookings.cancel_date(tomorrow, "Snow")
    bookings.cancel_date(at_dawn, "Snow")

    later, now = mails()
    assert later.send_after == datetime(2026, 6, 11, 7, tzinfo=UTC)
    assert now.send_after == ten_at_night
    assert later.drop_after == tomorrow.ends_at


def test_what_is_over_is_forgotten_and_the_rest_kept(app, freeze):
    now = utcnow()
    asked_lately = make_follow(make_occurrence().event, confirmed_at=None)
    lasting = make_follow(make_occurrence(starts_at=now + timedelta(days=3)).event)
    freeze(now - timedelta(days=200))
    weekly = make_occurrence(starts_at=now - timedelta(days=91)).event
    ended = make_follow(weekly, asked_at=now - timedelta(days=200))
    just_ended = make_follow(
        make_occurrence(starts_at=now - timedelta(days=89)).event,
        asked_at=now - timedelta(days=200),
    )
    freeze(now)
    never_confirmed = make_follow(
        make_occurrence().event, confirmed_at=None, asked_at=now - timedelta(days=8)
    )
    gone = {ended.email, never_confirmed.email}

    services.forget()

    assert {follow.email for follow in follows()} == {
        asked_lately.email,
        lasting.email,
        just_ended.email,
    }
    assert not gone & {follow.email for follow in follows()}


def test_who_follows_the_group_or_the_town_is_told_too_and_once(app):
    date = make_occurrence()
    both = make_follow(date.event, email="dean@example.org")
    make_follow(organisation=date.event.organisation, email="dean@example.org")
    town = make_follow(place=date.venue.place)
    make_follow(place=date.venue.place, tells_changes=False)
    make_follow(organisation=make_event().organisation)

    bookings.cancel_date(date, "Snow")

    assert [mail.recipient for mail in mails()] == [both.email, town.email]
    assert mails()[0].about == both.about


def test_a_place_sends_lists_and_a_group_changes_unless_chosen_otherwise(app):
    place, group = subject_of(make_place()), subject_of(make_event().organisation)
    dean = make_person()
    services.follow(place, dean)
    services.follow(group, dean)

    of_place, of_group = follows()
    assert (of_place.tells_changes, of_place.sends_weekly) == (False, True)
    assert (of_group.tells_changes, of_group.sends_weekly) == (True, False)
    services.choose(of_group, changes=False, weekly=True)
    assert (of_group.tells_changes, of_group.sends_weekly) == (False, True)
