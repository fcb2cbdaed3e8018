"""Priya, who organises a date of the art group, and what others are told who ask for it."""

import pytest

from tests.factories import make_event, make_membership, make_occurrence


@pytest.fixture
def date(app):
    event = make_event(capacity=12, title="Art group", max_guests=2, offers_buddy=True)
    return make_occurrence(event=event, capacity=12)


@pytest.fixture
def priya(date, sign_in):
    person = make_membership(date.event.organisation).person
    sign_in(person)
    return person


@pytest.fixture
def refused(client, sign_in):
    """refused(path, **typed): whether an organiser of another group finds nothing there."""

    def refused(path, **typed):
        sign_in(make_membership().person)
        asked = client.post(path, data=typed) if typed else client.get(path)
        return asked.status_code == 404

    return refused
