"""One way to help, mentioned to somebody who booked, and never again after "not now"."""

import pytest
from sqlalchemy import insert

from app.opportunities.models import OpportunityTask, opportunity_events
from app.shared.database import db
from tests.factories import (
    make_application,
    make_booking,
    make_event,
    make_occurrence,
    make_person,
    make_place,
    make_role,
    make_venue,
)

MENTION = "If you ever feel like giving a hand"


@pytest.fixture
def date(app):
    venue = make_venue(place=make_place())
    return make_occurrence(event=make_event(title="Art afternoon", venue=venue))


@pytest.fixture
def role(date):
    return make_role(venue=date.venue, tasks=[OpportunityTask(kind="making")], title="Brush washer")


def page_of(client, booking):
    return client.get(f"/b/{booking.code}").text


def test_a_role_of_its_kind_nearby_is_mentioned_in_one_line(client, date, role):
    page = page_of(client, make_booking(date))

    assert page.count(MENTION) == 1
    assert "Brush washer" in page


def test_the_role_that_helps_at_that_very_event_comes_first(client, date, role):
    own = make_role(title="Tea maker", tasks=[OpportunityTask(kind="cooking")])
    joined = {"opportunity_id": own.id, "event_id": date.event_id}
    db.session.execute(insert(opportunity_events).values(**joined))
    db.session.commit()

    page = page_of(client, make_booking(date))

    assert "Tea maker" in page
    assert "Brush washer" not in page


@pytest.mark.parametrize(
    "says",
    [
        {"kind": "cooking"},
        {"check_level": "basic"},
        {"lived_experience": "needed"},
        {"published_at": None},
    ],
)
def test_nothing_is_mentioned_that_does_not_fit(client, date, says):
    fits = {"kind": "making", "venue": date.venue} | says
    make_role(tasks=[OpportunityTask(kind=fits.pop("kind"))], **fits)

    assert MENTION not in page_of(client, make_booking(date))


def test_nothing_far_away_is_mentioned(client, date):
    far = make_venue(place=make_place(latitude=53.44, longitude=-1.95))
    make_role(venue=far, tasks=[OpportunityTask(kind="making")])

    assert MENTION not in page_of(client, make_booking(date))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_not_now_is_for_good_without_an_account(client, date, role, headers):
    booking = make_booking(date, browser_key="k", email=None)
    for _ in range(2):  # a double tap
        client.post(f"/b/{booking.code}/not-now", headers=headers)
    other = make_booking(make_occurrence(event=date.event), browser_key="k", email=None)
    somebody = make_booking(date, browser_key="other", email=None)

    assert MENTION not in page_of(client, booking)
    assert MENTION not in page_of(client, other)
    assert MENTION in page_of(client, somebody)


def test_not_now_turns_suggestions_off_for_a_person_who_can_turn_them_on(client, date, role):
    person = make_person()
    booking = make_booking(date, person=person)

    client.post(f"/b/{booking.code}/not-now")
    db.session.refresh(person)

    assert not person.wants_suggestions


def test_whoever_turned_suggestions_off_sees_none(client, date, role):
    booking = make_booking(date, person=make_person(wants_suggestions=False))

    assert MENTION not in page_of(client, booking)


def test_somebody_who_has_the_role_is_not_told_of_it(client, sign_in, date, role):
    person = make_application(role).person
    sign_in(person)

    assert MENTION not in page_of(client, make_booking(date, person=person))
