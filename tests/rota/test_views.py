"""The pages, with htmx and without."""

from datetime import timedelta

import pytest

from app.rota import queries, services
from app.rota.models import Shift, ShiftPattern, SignupState
from app.shared.database import db, utcnow
from tests.factories import (
    WEEK,
    make_application,
    make_membership,
    make_person,
    make_role,
    make_shift,
    make_signup,
)
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true"}


@pytest.fixture
def helper(sign_in):
    """Somebody who has a role, signed in, and a shift of it that they could do."""
    application = make_application(make_role(title="Tea maker"))
    sign_in(application.person)
    return application.person, make_shift(application.opportunity)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_signing_up_and_not_making_it(client, helper, headers):
    person, shift = helper
    address = f"/you/shifts?week={shift.local_date}"
    assert "Sign up for this shift" in get_page(client, address).words

    signed = client.post(f"/shifts/{shift.id}/signup", headers=headers, follow_redirects=True)
    left = client.post(f"/shifts/{shift.id}/cannot", headers=headers, follow_redirects=True)

    assert "Signed up. Thank you." in signed.text
    assert "Thank you for telling us." in left.text
    assert ("<html" in signed.text) == ("<html" in left.text) == (headers == {})
    assert queries.live_of(shift, person) is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_refused_says_why_and_offers_other_dates(client, helper, headers):
    person, shift = helper
    make_signup(make_shift(shift.opportunity), person)
    make_shift(shift.opportunity, starts_in=WEEK + timedelta(days=3))

    response = client.post(f"/shifts/{shift.id}/signup", headers=headers)

    assert response.status_code == 409
    assert "You already have a shift then" in response.text
    assert "These could suit you" in response.text
    assert ("<html" in response.text) == (headers == {})


def test_who_stands_by_may_sign_up_where_there_is_room(client, helper):
    person, shift = helper
    make_signup(shift, person, state="standby")

    page = get_page(client, f"/you/shifts?week={shift.local_date}")

    assert "There is room now." in page.words
    assert "Sign up for this shift" in page.words


def test_a_shift_of_a_role_that_is_not_theirs_is_not_there(client, helper):
    assert client.post(f"/shifts/{make_shift().id}/signup").status_code == 404


def test_trying_one_shift_takes_no_application_and_no_check(client, sign_in):
    role = make_role(title="Tea maker", check_level="basic")
    make_signup(make_shift(role), make_application(role, make_person(name="Bev Astle")).person)
    sign_in(make_person(name=""))
    page = get_page(client, f"/volunteer/{role.slug}/taster")
    assert "What should we call you?" in page.words
    (shift,) = db.session.scalars(db.select(Shift)).all()

    typed = {"shift_id": shift.id, "name": "Kel"}
    response = client.post(f"/volunteer/{role.slug}/taster", data=typed, follow_redirects=True)

    page = read_page(response)
    assert page.heading == "See you there"
    assert "You will meet somebody who knows it" in page.words
    assert "Tea maker" not in page.title


def test_a_calendar_shows_a_day_and_a_time_and_a_new_address_ends_the_old(client, helper):
    person, shift = helper
    services.sign_up(shift, person)
    old, new = services.new_calendar(person), services.new_calendar(person)
    db.session.commit()

    assert client.get(f"/shifts/{old}.ics").status_code == 404
    text = client.get(f"/shifts/{new}.ics").text
    assert "BEGIN:VEVENT" in text
    assert "Tea maker" not in text


def test_a_calendar_holds_what_is_certain(client, helper):
    person, shift = helper
    make_signup(shift, person, state=SignupState.STANDBY)
    make_signup(make_shift(starts_in=-WEEK), person, state=SignupState.DID_NOT_COME)
    make_signup(make_shift(starts_in=-2 * WEEK), person, state=SignupState.CAME)
    address = services.new_calendar(person)
    db.session.commit()

    assert client.get(f"/shifts/{address}.ics").text.count("BEGIN:VEVENT") == 1


@pytest.fixture
def organiser(sign_in):
    """Who looks after the rota of a group that has a role, signed in."""
    role = make_role(title="Tea maker")
    member = make_membership(role.organisation)
    sign_in(member.person)
    return f"/organise/{role.organisation.slug}/rota", role


def test_the_week_says_who_is_on_and_how_many_more_are_needed(client, organiser):
    address, role = organiser
    shift = make_shift(role, least=2)
    make_signup(shift, make_application(role, make_person(name="Bev Astle")).person)

    words = get_page(client, f"{address}?week={shift.local_date}").words

    assert "Bev A" in words
    assert "Astle" not in words
    assert "1 more needed" in words


def test_a_note_is_asked_for_where_a_rule_of_rest_says_no(client, organiser):
    address, role = organiser
    person = make_application(role).person
    make_signup(make_shift(role), person)
    shift = make_shift(role, starts_in=WEEK + timedelta(hours=5))

    refused = client.post(f"{address}/{shift.id}/people", data={"person_id": person.id})
    typed = {"person_id": person.id, "note": "They asked for it"}
    client.post(f"{address}/{shift.id}/people", data=typed)

    assert refused.status_code == 422
    assert "less than 11 hours" in refused.text
    assert "Put them in all the same" in refused.text
    assert queries.live_of(shift, person).override_note == "They asked for it"


def test_marking_who_was_there(client, organiser):
    address, role = organiser
    signup = make_signup(make_shift(role, starts_in=-timedelta(hours=4)))
    mark = f"{address}/{signup.shift_id}/people/{signup.id}"

    client.post(mark, data={"act": "came"})
    assert queries.one(signup.id).state == SignupState.CAME
    client.post(mark, data={"act": "unmark"})
    assert queries.one(signup.id).state == SignupState.SIGNED_UP


def test_promising_shifts_every_week_and_ending_them(client, organiser):
    address, role = organiser
    day = utcnow().date() + timedelta(days=1)
    typed = {"role_id": role.id, "how_often": "weekly", "first_date": day, "least": 2, "most": 3}
    typed |= {"start_time": "9.45", "before_minutes": 0, "after_minutes": 0}

    refused = client.post(f"{address}/patterns", data=typed)
    client.post(f"{address}/patterns", data=typed | {"end_time": "1pm"})

    assert refused.status_code == 422
    assert "Say what time it ends" in refused.text
    too_long = client.post(f"{address}/patterns", data=typed | {"end_time": "9.45"})
    assert "Choose an end within 12 hours" in too_long.text
    assert len(db.session.scalars(db.select(Shift)).all()) == 8
    assert "9.45am to 1pm, 2 to 3 people" in get_page(client, f"{address}/patterns").words
    (pattern,) = db.session.scalars(db.select(ShiftPattern)).all()
    client.post(f"{address}/patterns/{pattern.id}/end")
    assert len(db.session.scalars(db.select(Shift)).all()) <= 1
