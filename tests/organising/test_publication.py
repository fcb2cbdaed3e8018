"""An event that comes out later, that only its link leads to, or that is taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select, update

from app.bookings import services as bookings
from app.events import services
from app.events.models import Event
from app.events.services import publish_due
from app.following import queries as following
from app.organisations.models import OrganisationState
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import (
    make_booking,
    make_event,
    make_follow,
    make_membership,
    make_occurrence,
    make_organisation,
)
from tests.page import get_page, read_page

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DESK = "/organise/hearthstone/events/choir"
LATER = {"when": "later", "day": "2026-12-03", "time": "09:00", "listing": "everyone"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def choir(app, sign_in):
    """Not public yet; its organiser is signed in."""
    group = make_organisation(slug="hearthstone")
    sign_in(make_membership(group).person)
    return make_event(group, slug="choir", title="Choir", published_at=None)


def fresh():
    db.session.expire_all()
    return db.session.scalars(select(Event)).one()


def test_it_comes_out_on_the_day_that_was_chosen_and_not_before(client, choir):
    response = client.post(f"{DESK}/publication", data=LATER)

    assert response.location == DESK
    assert fresh().publish_at == datetime(2026, 12, 3, 9, tzinfo=UTC)
    assert "It will be published on Thursday 3 December, 9am." in get_page(client, DESK).words
    listed = get_page(client, "/organise/hearthstone/events").words
    assert "Will be published on Thursday 3 December, 9am" in listed
    assert publish_due() == 0
    assert client.get("/events/choir").status_code == 404
    with time_machine.travel(NOW + timedelta(days=40)):  # the worker was dead when it was time
        assert publish_due() == 1
        db.session.commit()
        assert "Choir" in get_page(client, "/events/choir").words
        assert publish_due() == 0


def test_the_day_is_meant_on_the_clock_of_the_place(client, choir):
    client.post(f"{DESK}/publication", data=LATER | {"day": "2027-06-03"})

    assert fresh().publish_at == datetime(2027, 6, 3, 8, tzinfo=UTC)
    page = get_page(client, f"{DESK}/publication").text
    assert 'value="2027-06-03"' in page
    assert 'value="09:00"' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": ""}, "Choose the day it comes out"),
        ({"time": "soon"}, "Enter a time like 13:30"),
        ({"time": ""}, "Say what time it comes out"),
        ({"day": "2026-11-21"}, "Choose a day that has not gone"),
        ({"day": "2026-11-22", "time": "11:59"}, "Choose a time that has not gone"),
        ({"listing": "friends"}, "Not a valid choice"),
    ],
)
def test_a_moment_that_cannot_be_is_told_beside_its_field(client, choir, typed, words):
    response = client.post(f"{DESK}/publication", data=LATER | typed)

    assert response.status_code == 422
    assert words in read_page(response).words
    assert fresh().publish_at is None


def test_what_is_once_does_not_come_out_after_it_began(app):
    event = make_event(published_at=None, frequency="once", first_date=NOW.date(), weekdays=[])

    with pytest.raises(services.TooLate, match="will have begun"):
        services.publish_when(event, NOW + timedelta(hours=7))
    assert services.publish_when(event, NOW + timedelta(hours=6)) is False


def test_a_series_does_not_come_out_after_its_last_date_began(app):
    """Thursdays until Saturday 5 December: the last one is on the third, at half past six."""
    event = make_event(published_at=None, last_date=date(2026, 12, 5))
    evening = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)

    with pytest.raises(services.TooLate, match="last date will have begun"):
        services.publish_when(event, evening)
    assert services.publish_when(event, evening - timedelta(minutes=1)) is False


def test_who_takes_it_back_before_the_group_is_checked_reads_that_it_stays_with_them(client, choir):
    choir.organisation.state = OrganisationState.SUBMITTED
    db.session.commit()
    client.post(f"{DESK}/publication", data={"when": "now"})
    assert "once the network has checked your group" in get_page(client, DESK).words

    client.post(f"{DESK}/withdrawal")

    words = get_page(client, DESK).words
    assert "Only your team sees it now" in words
    assert "once the network has checked your group" not in words


def test_it_can_be_taken_back_before_it_comes_out(client, choir):
    client.post(f"{DESK}/publication", data=LATER)
    client.post(f"{DESK}/withdrawal")

    assert fresh().publish_at is None
    with time_machine.travel(NOW + timedelta(days=40)):
        assert publish_due() == 0
    assert "Only your team sees it" in get_page(client, DESK).words


def test_what_is_public_is_taken_back_and_published_again_with_its_dates(client, choir):
    client.post(f"{DESK}/publication", data={"when": "now"})
    before = get_page(client, "/events/choir").words
    client.post(f"{DESK}/withdrawal")

    assert client.get("/events/choir").status_code == 404
    assert "Choir" not in get_page(client, "/events").words
    client.post(f"{DESK}/publication", data={"when": "now"})
    assert get_page(client, "/events/choir").words == before


def test_once_somebody_booked_it_stays_public(client, choir):
    client.post(f"{DESK}/publication", data={"when": "now"})
    make_booking(make_occurrence(fresh()), state="cancelled_by_person")

    response = client.post(f"{DESK}/withdrawal")

    assert response.status_code == 409
    assert "Somebody has booked, so it stays public" in read_page(response).words
    assert fresh().is_published


def test_nobody_books_what_was_taken_back_while_they_typed(app):
    date = make_occurrence()
    bookings.withdraw(date.event)

    with pytest.raises(RuleBroken, match="taken down"):
        bookings.book(date, bookings.Party(name="Kelly"))


def elsewhere(event, **values):
    """What somebody else changed since `event` was read here."""
    change = update(Event).where(Event.id == event.id).values(**values)
    db.session.execute(change.execution_options(synchronize_session=False))


def test_what_came_out_since_it_was_read_is_taken_back_too(choir):
    assert choir.published_at is None
    elsewhere(choir, published_at=utcnow())

    bookings.withdraw(choir)

    assert not fresh().is_published


def test_what_came_out_since_it_was_read_keeps_its_moment(choir):
    assert choir.published_at is None
    elsewhere(choir, published_at=NOW - timedelta(days=3))

    assert services.publish_when(choir, NOW + timedelta(days=3)) is True

    assert (fresh().published_at, fresh().publish_at) == (NOW - timedelta(days=3), None)


def test_what_was_taken_back_since_it_was_read_stays_with_its_team(choir):
    choir.published_at = utcnow()
    db.session.commit()
    assert choir.is_published
    elsewhere(choir, published_at=None)

    assert services.publish_when(choir, is_listed=False) is False

    assert (fresh().published_at, fresh().publish_at) == (None, None)


def test_what_is_taken_back_while_others_come_out_does_not(app, database_kind):
    if database_kind != "postgresql":
        return  # SQLite has one writer at a time
    event = make_event(published_at=None, publish_at=NOW - timedelta(minutes=1))
    db.session.rollback()

    def take_back(read, _):
        with db.engine.begin() as somebody_else:
            somebody_else.execute(update(Event).where(Event.id == read.id).values(publish_at=None))

    sqlalchemy_event.listen(Event, "load", take_back)
    try:
        with app.app_context():
            assert publish_due() == 0
            db.session.commit()
    finally:
        sqlalchemy_event.remove(Event, "load", take_back)

    assert not fresh().is_published
    assert event.publish_at is None


def test_a_draft_comes_out_later_and_only_for_whoever_has_its_link(client, choir):
    choir.is_listed, choir.published_at = False, utcnow()
    db.session.commit()
    copied = client.post(f"{DESK}/copies").location.rpartition("/")[0]
    for step, typed in {"place": {"venue": str(choir.venue_id)}, "about": {"cost": "free"}}.items():
        client.post(f"{copied}/{step}", data=typed | {"summary": "Songs"})

    form = get_page(client, f"{copied}/check").form(f"{copied}/publication")
    assert form.fields["listing"] == "link"
    wrong = client.post(f"{copied}/publication", data=LATER | {"day": "2026-11-01"})
    client.post(f"{copied}/publication", data=LATER | {"listing": "link"})

    assert wrong.status_code == 422
    assert "Choose a day that has not gone" in read_page(wrong).words
    new = db.session.scalars(select(Event).where(Event.slug != "choir")).one()
    assert (new.is_listed, new.publish_at) == (False, datetime(2026, 12, 3, 9, tzinfo=UTC))


def test_whoever_follows_the_group_hears_nothing_of_what_only_its_link_leads_to(app):
    date = make_occurrence(make_event(is_listed=False))
    make_follow(organisation=date.event.organisation)
    make_follow(place=date.venue.place)
    of_event = make_follow(event=date.event)

    assert _told(date) == [of_event.email]
    date.event.is_listed = True
    assert len(_told(date)) == 3
    date.event.published_at = None
    assert _told(date) == []


def _told(date):
    db.session.flush()
    return [follow.email for follow, _ in following.to_tell(date, date.venue.place_id)]
