"""Who is written to about badges, how often, and what is not said any more."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.badges import services
from app.shared.database import db
from app.shared.outbox import OutboxMessage, State
from tests.factories import make_membership, make_person
from tests.making_badges import make_badge

pytestmark = pytest.mark.one_database_says_it


def ask(person, group, badge=None):
    badge = badge or make_badge()
    services.start(person, badge)
    services.ask(person, badge, group)
    return badge


def mails():
    """To whom, and what became of it."""
    rows = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    return [(row.recipient, row.state) for row in rows]


def test_organisers_hear_once_a_day_however_many_ask(group, tomasz, marcus, priya):
    for person in (tomasz, make_membership(group, position="volunteer").person):
        ask(person, group)

    assert sorted(mails()) == sorted([(each.email, State.QUEUED) for each in (marcus, priya)])


def test_nobody_is_written_to_at_night(freeze, group, tomasz, marcus):
    freeze(datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    services.give(group, ask(tomasz, group), [tomasz], "", marcus)

    due = db.session.scalars(select(OutboxMessage.send_after)).all()

    assert set(due) == {datetime(2026, 11, 23, 8, tzinfo=UTC)}


def test_an_organiser_who_asks_is_not_told_of_it(group, marcus, priya):
    ask(marcus, group)

    assert mails() == [(priya.email, State.QUEUED)]


def test_the_mail_goes_for_as_long_as_somebody_waits(group, tomasz, marcus):
    first, second = ask(tomasz, group), ask(tomasz, group)

    services.take_back(tomasz, first)
    assert mails() == [(marcus.email, State.QUEUED)]
    services.take_back(tomasz, second)

    assert mails() == [(marcus.email, State.DROPPED)]


def test_whoever_has_no_address_is_given_a_badge_all_the_same(group, marcus):
    person = make_person(email=None)

    assert services.give(group, make_badge(), [person], "", marcus) == 1
    assert mails() == []


def test_what_is_given_to_many_waits_for_what_is_urgent(group, tomasz, marcus):
    services.give(group, make_badge(), [tomasz], "", marcus)

    assert db.session.scalars(select(OutboxMessage.is_bulk)).all() == [True]
