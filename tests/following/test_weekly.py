"""The list each Monday: once, by day, of what is near and to come, and never an empty one."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.following import services
from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_event,
    make_follow,
    make_occurrence,
    make_organisation,
    make_person,
    make_place,
    make_venue,
)

MONDAY = datetime(2026, 6, 8, 7, 5, tzinfo=UTC)  # 8.05am in summer time
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday(freeze):
    freeze(MONDAY)


def lists():
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def make_date(place=None, days=2, **says):
    event = make_event(venue=make_venue(place), **says)
    return make_occurrence(event=event, starts_at=MONDAY + days * DAY)


def make_reader(**says):
    return make_follow(sends_weekly=True, confirmed_at=MONDAY - DAY, **says)


def test_a_list_of_what_is_near_goes_once_a_week(app, freeze):
    place = make_place()
    date = make_date(place, title="Open café", neutral_title="Coffee")
    make_date(place, days=8, neutral_title="Next week")
    make_date(make_place(latitude=54.5), neutral_title="Far away")
    reader = make_reader(place=place)

    assert services.send_weekly() == 1
    assert services.send_weekly() == 0
    freeze(MONDAY + 1.2 * DAY)
    assert services.send_weekly() == 0

    (message,) = lists()
    assert message.recipient == reader.email
    words = mail.render(message)
    assert words.subject == "This week near Cromford"
    for text in (words.text, words.html):
        assert "Coffee, Cromford" in text
        assert "Wednesday 10 June, 8.05am" in text
        for absent in ("Open café", date.venue.name, "Next week", "Far away"):
            assert absent not in text
    freeze(MONDAY + 7 * DAY)
    assert services.send_weekly() == 1


def test_who_chose_full_words_reads_names_and_links(app):
    group = make_organisation(name="Hearthstone Recovery")
    date = make_date(title="Open café", organisation=group)
    dean = make_person(wants_full_words=True)
    make_reader(organisation=group, email=dean.email)

    services.send_weekly()

    words = mail.render(lists()[0])
    assert words.subject == "What's on with Hearthstone Recovery this week"
    assert f"/events/{date.event.slug}/{date.key}" in words.text
    assert "Open café" in words.html
    assert date.venue.name in words.html


@pytest.mark.parametrize(
    "says",
    [
        {"sends_weekly": False},
        {"confirmed_at": None},
        {"confirmed_at": MONDAY},
    ],
    ids=["did not choose it", "never said yes", "said yes this very morning"],
)
def test_who_did_not_ask_for_one_in_time_gets_none(app, says):
    place = make_place()
    make_date(place)
    make_follow(place=place, **{"sends_weekly": True, "confirmed_at": MONDAY - DAY} | says)

    assert services.send_weekly() == 0
    assert lists() == []


def test_nothing_is_sent_where_nothing_is_on(app):
    make_reader(place=make_place())

    assert services.send_weekly() == 0
    assert lists() == []


@pytest.mark.parametrize(
    ("hours", "sent"), [(-1, 0), (0, 1), (13, 0), (25, 1), (73, 0)], ids="{}h".format
)
def test_it_goes_by_day_and_not_when_the_week_is_half_gone(app, freeze, hours, sent):
    place = make_place()
    make_date(place, days=6)
    make_reader(place=place)
    freeze(MONDAY + timedelta(hours=hours))

    assert services.send_weekly() == sent


def test_many_readers_of_one_place_cost_one_look(app, count_queries):
    def cost(readers):
        place = make_place()
        make_date(place)
        for _ in range(readers):
            make_reader(place=place)
        return count_queries(services.send_weekly)

    one, five = cost(1), cost(5)
    assert five - one <= 4 * 3, "more than a message for each"
