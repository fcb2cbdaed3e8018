"""A rota of eight weeks, 40 shifts a week and 60 volunteers: few questions, few bytes."""

from datetime import UTC, datetime

import pytest

from app.opportunities.models import Application, Opportunity
from app.rota.models import Shift
from app.shared.database import db
from tests.factories import (
    make_application,
    make_membership,
    make_person,
    make_signup,
)
from tests.page import get_page
from tests.rota.weeks import A_WEEK, MOST_BYTES, VOLUNTEERS, WEEKS, fill_rota

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def organiser(app, freeze):
    freeze(MONDAY)
    return make_membership()


@pytest.mark.parametrize("path", ["rota", "rota/ahead"])
def test_eight_weeks_are_asked_for_as_cheaply_as_one_shift(
    client, sign_in, organiser, count_queries, path
):
    address = f"/organise/{organiser.organisation.slug}/{path}"
    fill_rota(organiser.organisation, 1, 1, 1)
    sign_in(organiser.person)
    one = count_queries(lambda: client.get(address))

    fill_rota(organiser.organisation, WEEKS, A_WEEK, VOLUNTEERS)
    many = count_queries(lambda: get_page(client, address))

    assert many == one <= 8


@pytest.mark.one_database_says_it
@pytest.mark.parametrize("path", ["rota", "rota/ahead"])
def test_eight_weeks_are_sent_in_under_40_kb(client, sign_in, organiser, path):
    fill_rota(organiser.organisation, WEEKS, A_WEEK, VOLUNTEERS)
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
    fill_rota(organiser.organisation, 1, 8, 2)
    take_all_roles(person)
    few = count_queries(lambda: client.get("/you/shifts"))

    fill_rota(organiser.organisation, WEEKS, A_WEEK, VOLUNTEERS)
    take_all_roles(person)

    assert count_queries(lambda: get_page(client, "/you/shifts")) == few <= 14


def take_all_roles(person):
    """Every role is theirs, and a few shifts."""
    for role in db.session.scalars(db.select(Opportunity)).all():
        if not db.session.scalar(db.select(Application).filter_by(person=person, opportunity=role)):
            make_application(role, person)
    for shift in db.session.scalars(db.select(Shift).order_by(Shift.id.desc()).limit(3)).all():
        make_signup(shift, person)
