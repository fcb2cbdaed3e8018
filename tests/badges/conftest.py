"""A group that gives badges: Marcus and Priya organise it, Tomasz helps there."""

import pytest

from app.organisations.models import Position
from tests.factories import make_membership, make_organisation, make_person


@pytest.fixture
def group(app):
    return make_organisation()


@pytest.fixture
def marcus(group):
    return make_membership(group, make_person(name="Marcus Webb")).person


@pytest.fixture
def priya(group):
    return make_membership(group, make_person(name="Priya Nair")).person


@pytest.fixture
def tomasz(group):
    person = make_person(name="Tomasz Nowak")
    return make_membership(group, person, position=Position.VOLUNTEER).person
