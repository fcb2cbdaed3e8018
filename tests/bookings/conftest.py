"""A group with an organiser, and the morning on which she hears what changed."""

import pytest

from app.bookings import services
from tests.bookings.digests import DATE, EIGHT, HOUR, MORNING
from tests.factories import (
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
)


@pytest.fixture
def make_date(app, freeze):
    """make_date() makes a date of twelve places whose group Priya organises; the clock stands at
    noon the day before the digest."""

    def make_date(organisation=None, **says):
        freeze(EIGHT - 20 * HOUR)
        organisation = organisation or make_organisation()
        make_membership(organisation, make_person(email="priya@example.org"))
        event = make_event(organisation, max_guests=5, **says)
        return make_occurrence(event=event, starts_at=DATE, capacity=12)

    return make_date


@pytest.fixture
def digest(freeze):
    """digest() is the digest in the morning, or at another moment."""

    def digest(moment=MORNING):
        freeze(moment)
        services.digest()

    return digest
