"""A rota of eight weeks, 40 shifts a week and 60 volunteers: few questions, few bytes."""

from datetime import UTC, datetime, timedelta

import pytest

from app.opportunities.models import Application, Opportunity
from app.people.models import Person
from app.rota.models import Shift, ShiftSignup
from app.shared.database import db
from tests.factories import (
    make_application,
    make_membership,
    make_person,
    make_role,
    make_signup,
)
from tests.page import get_page

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEEKS, A_WEEK, VOLUNTEERS = 8, 40, 60
MOST_BYTES = 40_000


@pytest.fixture
def organiser(app, freeze):
    freeze(MONDAY)
    return make_membership()


def fill_rota(organiser, weeks, a_week, volunteers):
    """Eight roles with shifts all week, and two or three people on each."""
    roles = [make_role(organiser.organisation, title=f"Helping {n}") for n in range(8)]
    people = [Person(name=f"Volunteer{n} Surname") for n in range(volunteers)]
    db.session.add_all(people)
    db.session.flush()
    for n in range(weeks * a_week):
        week, slot = divmod(n, a_week)
        start = MONDAY + timedelta(weeks=week, days=slot % 5, hours=slot // 5 % 8)
        role, end = roles[slot % 8], start + timedelta(hours=2)
        times = {"starts_at": start, "ends_at": end, "start_time": start.time()}
        days = {"original_date": start.date(), "local_date": start.date(), "end_time": end.time()}
        shift = Shift(opportunity=role, zone="Europe/London", least=3, most=4, **times, **days)
        db.session.add(shift)
        for turn in range(min(volunteers, 2 + n % 2)):
            person = people[(n * 3 + turn) % volunteers]
            db.session.add(ShiftSignup(shift=shift, person=person, state="signed_up"))
    states = {"state": "active", "name": "", "email": ""}
    for n, person in enumerate(people):
        db.session.add(Application(opportunity=roles[n % 8], person=person, **states))
    db.session.commit()


@pytest.mark.parametrize("path", ["rota", "rota/ahead"])
def test_eight_weeks_are_asked_for_as_cheaply_as_one_shift(
    client, sign_in, organiser, count_queries, path
):
    address = f"/organise/{organiser.organisation.slug}/{path}"
    fill_rota(organiser, 1, 1, 1)
    sign_in(organiser.person)
    one = count_queries(lambda: client.get(address))

    fill_rota(organiser, WEEKS, A_WEEK, VOLUNTEERS)
    many = count_queries(lambda: get_page(client, address))

    assert many == one <= 8


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("path", ["rota", "rota/ahead"])
def test_eight_weeks_are_sent_in_under_40_kb(client, sign_in, organiser, path):
    fill_rota(organiser, WEEKS, A_WEEK, VOLUNTEERS)
    sign_in(organiser.person)

    packed = {"Accept-Encoding": "gzip"}
    response = client.get(f"/organise/{organiser.organisation.slug}/{path}", headers=packed)

    assert response.status_code == 200
    assert len(response.data) < MOST_BYTES


def test_ones_own_page_costs_the_same_for_few_shifts_or_many(
    client, sign_in, organiser, count_queries
):
    person = make_person()
    sign_in(person)
    fill_rota(organiser, 1, 8, 2)
    take_all_roles(person)
    few = count_queries(lambda: client.get("/you/shifts"))

    fill_rota(organiser, WEEKS, A_WEEK, VOLUNTEERS)
    take_all_roles(person)

    assert count_queries(lambda: get_page(client, "/you/shifts")) == few <= 14


def take_all_roles(person):
    """Every role is theirs, and a few shifts."""
    for role in db.session.scalars(db.select(Opportunity)).all():
        if not db.session.scalar(db.select(Application).filter_by(person=person, opportunity=role)):
            make_application(role, person)
    for shift in db.session.scalars(db.select(Shift).order_by(Shift.id.desc()).limit(3)).all():
        make_signup(shift, person)
