"""A whole series changed: what stays, what moves, what goes, and who hears of it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from sqlalchemy import select

from app.bookings import services
from app.bookings.models import Booking
from app.events import services as events
from app.events.models import Occurrence
from app.events.queries import event_of
from app.organisations.models import Organisation
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.outbox import MOST_A_DAY, OutboxMessage, post
from tests.factories import make_booking, make_event, make_membership, make_venue
from tests.page import get_page, read_page

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TUESDAY = 1


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def series(app):
    """Tuesdays at half past one from 24 November on."""
    event = make_event(
        weekdays=[TUESDAY], first_date=date(2026, 9, 1), start_time=time(13, 30), slug="art-group"
    )
    events.publish(event)
    db.session.commit()
    return loaded(event)


def loaded(event):
    group = db.session.get_one(Organisation, event.organisation_id)
    return event_of(group, event.slug)


def rows(event):
    """Each date by its original day."""
    found = db.session.scalars(select(Occurrence).where(Occurrence.event_id == event.id))
    return {row.original_date: row for row in found}


def addressed():
    """To whom mail went, oldest first."""
    return list(db.session.scalars(select(OutboxMessage.recipient).order_by(OutboxMessage.id)))


def change(event, notice="We start later", tells=True, venue=None, **says):
    values = events.rule_values(event) | {"first_date": date(2026, 12, 1)} | says
    done = services.change_series(event, values, venue or event.venue, notice=notice, tells=tells)
    db.session.commit()
    return done


def test_from_one_date_on_they_are_at_another_time_and_those_before_are_not(series):
    before = rows(series)
    hall = make_venue(name="The new hall")

    change(series, start_time=time(14), venue=hall)

    after = rows(series)
    assert {day: row.id for day, row in before.items()} == {d: r.id for d, r in after.items()}
    assert after[date(2026, 11, 24)].start_time == time(13, 30)
    assert after[date(2026, 12, 1)].starts_at == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert after[date(2027, 4, 6)].starts_at == datetime(2027, 4, 6, 13, tzinfo=UTC)
    assert after[date(2026, 12, 8)].venue_id == hall.id
    assert after[date(2026, 12, 8)].sequence == 1


def test_a_date_that_was_changed_by_hand_stays_as_it_is(series):
    alone = rows(series)[date(2026, 12, 8)]
    events.move_date(alone, notice="Late", start_time=time(17))
    db.session.commit()

    change(series, start_time=time(14))

    assert rows(series)[date(2026, 12, 8)].start_time == time(17)
    assert rows(series)[date(2026, 12, 15)].start_time == time(14)


def test_everyone_booked_gets_one_mail_with_all_their_dates(series, sent):
    for day in (date(2026, 12, 1), date(2026, 12, 8)):
        make_booking(rows(series)[day], email="kelly@example.org", wants_full_words=True)
    make_booking(rows(series)[date(2026, 12, 8)], email="dean@example.org")
    make_booking(rows(series)[date(2026, 11, 24)], email="before@example.org")

    change(series, start_time=time(14))

    mails = dict(zip(addressed(), sent(), strict=True))
    assert len(mails) == 2
    assert "We start later" in mails["kelly@example.org"].text
    assert "Tuesday 1 December, 2pm" in mails["kelly@example.org"].text
    assert "Tuesday 8 December, 2pm" in mails["kelly@example.org"].text
    assert mails["dean@example.org"].subject == "A change to Tuesday"
    assert "We start later" not in mails["dean@example.org"].text


def test_an_address_that_had_enough_today_gets_no_more_and_others_do(series):
    three = list(rows(series).values())[3:6]
    for row, who in zip(three, ("flooded", "kelly", "kelly"), strict=True):
        make_booking(row, email=f"{who}@example.org")
    for _ in range(MOST_A_DAY):
        post(kind="bookings.booked", to="flooded@example.org", full=False, context={})
    db.session.commit()

    change(series, start_time=time(14))

    assert addressed()[MOST_A_DAY:] == ["kelly@example.org"]


def test_telling_one_more_is_at_most_one_row_more_and_no_question(series, count_queries):
    def book(number):
        for n in range(number):
            make_booking(rows(series)[date(2026, 12, 8)], email=f"{number}-{n}@example.org")
        db.session.expire_all()  # both changes begin with nothing in memory

    book(1)
    few = count_queries(lambda: change(series, start_time=time(14)))
    book(40)

    assert count_queries(lambda: change(series, start_time=time(15))) <= few + 40
    assert len(addressed()) == 1 + 41


def test_nobody_is_told_where_the_organiser_says_so(series, sent):
    make_booking(rows(series)[date(2026, 12, 1)], email="kelly@example.org")

    change(series, start_time=time(14), tells=False)

    assert sent() == []


def test_another_weekday_calls_off_what_was_booked_and_drops_the_rest(series, sent):
    make_booking(rows(series)[date(2026, 12, 8)], email="kelly@example.org")

    done = change(series, first_date=date(2026, 12, 2), weekdays=[2], notice="Now on Wednesdays")

    after = rows(series)
    assert done.called_off == 1
    assert after[date(2026, 12, 8)].cancellation_reason == "Now on Wednesdays"
    assert date(2026, 12, 15) not in after
    assert date(2026, 12, 1) in after
    assert not after[date(2026, 12, 9)].is_cancelled
    assert db.session.scalar(select(Booking.state)) == "cancelled_by_group"
    assert addressed() == ["kelly@example.org"]


def test_an_end_leaves_no_date_after_it_and_no_booking_in_the_air(series, sent):
    make_booking(rows(series)[date(2026, 12, 22)], email="kelly@example.org")

    services.end_series(series, date(2026, 12, 8), "The hall is sold")
    db.session.commit()
    events.extend_windows()
    db.session.commit()

    left = [day for day, row in rows(series).items() if not row.is_cancelled]
    assert max(left) == date(2026, 12, 8)
    assert rows(series)[date(2026, 12, 22)].is_cancelled
    assert len(sent()) == 1


def test_both_clock_changes_are_kept_over_a_year_of_fortnights(series):
    change(series, frequency="fortnightly")

    after = rows(series)
    days = sorted(day for day in after if day >= date(2026, 12, 1))
    assert {b - a for a, b in pairwise(days)} == {timedelta(14)}
    walls = {after[day].local_start.time() for day in days}
    assert walls == {time(13, 30)}


def test_a_rule_that_cannot_be_kept_changes_nothing(series):
    make_booking(rows(series)[date(2026, 12, 1)], email="kelly@example.org")

    with pytest.raises(RuleBroken, match="clocks go forward"):
        change(series, start_time=time(1, 30), weekdays=[6])
    db.session.rollback()

    assert rows(series)[date(2026, 12, 1)].start_time == time(13, 30)
    assert len(rows(series)) == 26


def test_the_page_shows_the_next_dates_and_does_it(client, sign_in, series, sent):
    make_booking(rows(series)[date(2026, 12, 8)], email="kelly@example.org", name="Kelly Marsden")
    sign_in(make_membership(series.organisation).person)
    address = f"/organise/{series.organisation.slug}/events/art-group"
    page = get_page(client, f"{address}/when")
    fields = page.form(f"{address}/when").fields
    fields |= {"length": "120", "venue": str(series.venue_id), "start_time": "14:00"}

    wrong = client.post(f"{address}/when", data=fields)
    right = client.post(f"{address}/when", data=fields | {"notice": "Half an hour later"})

    assert "Tell the 1 person booked" in page.words
    assert "Tuesday 24 November, 1.30pm to 3.30pm" in page.words
    assert wrong.status_code == 422
    assert "Say what has changed" in wrong.text
    assert right.location == address
    assert "26 dates changed." in get_page(client, address).words
    assert len(sent()) == 1
    sign_in(make_membership().person)
    assert client.post(f"{address}/when", data=fields).status_code == 404
    assert client.post(f"{address}/end", data=fields).status_code == 404


def test_what_is_on_at_a_private_place_is_not_for_others_to_learn(client, sign_in, series):
    secret = make_venue(name="Their house", is_address_private=True)
    theirs = make_event(
        weekdays=[TUESDAY], first_date=date(2026, 9, 1), start_time=time(13, 30), venue=secret
    )
    events.publish(theirs)
    db.session.commit()
    sign_in(make_membership(series.organisation).person)
    address = f"/organise/{series.organisation.slug}/events/art-group/when"
    fields = get_page(client, address).form(address).fields | {"look": "1", "length": "120"}

    for venue in (secret.id, "²", "9" * 5000, "9" * 20):
        page = read_page(client.post(address, data=fields | {"venue": str(venue)}))
        assert "Tuesday 24 November, 1.30pm to 3.30pm" in page.words
        assert "something else is on" not in page.words


@pytest.mark.parametrize("state", ["booked", "waiting"])
def test_dates_that_people_booked_one_by_one_do_not_become_a_course(series, state):
    kelly = make_booking(rows(series)[date(2026, 12, 8)], state=state)

    with pytest.raises(RuleBroken, match="booked this as it is"):
        change(series, frequency="block", block_length=6)

    assert kelly.state == state
    assert series.frequency == "weekly"
    kelly.state = "cancelled_by_person"
    change(series, frequency="block", block_length=6)
    assert series.is_block
