"""Thanks for time given: once each, for good, and for nobody else to see."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.hours import parts, services
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage, State
from tests.factories import make_hours

TODAY = utcnow().date()


def names(person):
    return [each.slug for each in parts.thanks(person)]


def mails():
    rows = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    return [row for row in rows if row.kind == "hours.thanks"]


def confirmed(role, person, hours):
    for n in range(hours // 10):
        day = TODAY - timedelta(days=n + 10)
        make_hours(role, person, day=day, minutes=600, state="confirmed")


def test_the_first_shift_is_thanked_for_and_other_hours_are_not_a_shift(group, role, bev, marcus):
    services.confirm(group, {make_hours(role, bev).id: 120}, marcus)
    assert names(bev) == []

    services.record(bev, role, TODAY, 180, by=marcus)

    assert names(bev) == ["first-shift"]
    assert [mail.context["number"] for mail in mails()] == [0]


def test_who_gave_a_hundred_and_twenty_hours_has_five_thank_yous(role, bev, marcus):
    confirmed(role, bev, 110)

    services.record(bev, role, TODAY, 600, by=marcus)

    assert names(bev) == [
        *("first-shift", "ten-hours", "twenty-five-hours", "fifty-hours", "hundred-hours")
    ]
    assert [mail.context["number"] for mail in mails()] == [100], "one mail, for the greatest"


def test_a_correction_takes_no_thanks_away_and_none_is_mailed_twice(role, bev, marcus):
    entry = services.record(bev, role, TODAY, 600, by=marcus)
    fewer = services.correct(entry, 540, "An hour less", marcus)
    assert names(bev) == ["first-shift", "ten-hours"]

    services.correct(fewer, 600, "It was ten", marcus)

    assert len(mails()) == 1


def test_a_mark_made_by_mistake_takes_its_thanks_along(role, bev, marcus):
    entry = services.record(bev, role, TODAY, 180, by=marcus)

    services.take_back(entry)

    assert names(bev) == []
    assert [mail.state for mail in mails()] == [State.DROPPED]

    services.record(bev, role, TODAY, 180, by=marcus)

    assert sorted(mail.state for mail in mails()) == [State.DROPPED, State.QUEUED]


@pytest.mark.one_database_says_it
def test_the_mail_names_nothing_and_leaves_time_to_undo_the_mark(app, role, bev, marcus):
    services.record(bev, role, TODAY, 180, by=marcus)

    (mail,) = mails()

    assert mail.send_after >= utcnow() + timedelta(minutes=19)
    assert not mail.is_full
    assert "Café" not in str(mail.context)
