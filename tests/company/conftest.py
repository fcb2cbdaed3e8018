"""Kelly, who asked to be met, and Bev, who helps the group and may say yes; and who drives."""

import pytest

from tests.factories import (
    make_booking,
    make_lift,
    make_meeting,
    make_membership,
    make_organisation,
    make_person,
    make_request,
)


@pytest.fixture
def group(app):
    return make_organisation()


@pytest.fixture
def bev(group):
    person = make_person(name="Bev Astle", email="bev@example.org")
    return make_membership(group, person, position="volunteer").person


@pytest.fixture
def kelly(group):
    """Her booking."""
    date = make_meeting(group)
    return make_booking(
        date, name="Kelly Marsden", email="kelly@example.org", wants_meeting=True, browser_key="k"
    )


@pytest.fixture
def asked(kelly):
    return make_request(kelly)


@pytest.fixture
def need(kelly):
    """Kelly needs a lift."""
    return make_lift(kelly, phone="07700 900 001")


@pytest.fixture
def offer(kelly):
    """Ashley, who comes too, has one seat."""
    booking = make_booking(kelly.occurrence, name="Ashley Noon", email="ashley@example.org")
    return make_lift(booking, kind="offer", area="Youlgrave", phone="07700 900 002")
