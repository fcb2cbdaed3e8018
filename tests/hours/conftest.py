"""Bev, who helps at a café, and Marcus and Priya, who organise her group."""

import pytest

from tests.factories import make_application, make_membership, make_organisation, make_person
from tests.factories import make_role as make_a_role


@pytest.fixture
def group(app):
    return make_organisation(name="Lantern Yard")


@pytest.fixture
def role(group):
    return make_a_role(group, title="Café host")


@pytest.fixture
def bev(role):
    person = make_person(name="Bev Astle", email="bev@example.org")
    return make_application(role, person).person


@pytest.fixture
def marcus(group):
    person = make_person(name="Marcus Reid", email="marcus@example.org")
    return make_membership(group, person, position="organiser").person


@pytest.fixture
def priya(group):
    person = make_person(name="Priya Shah", email="priya@example.org")
    return make_membership(group, person, position="admin").person
