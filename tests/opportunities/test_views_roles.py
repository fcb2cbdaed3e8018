"""Roles as anyone sees them."""

from datetime import time

import pytest

from app.opportunities.models import OpportunityTask, OpportunityTime
from app.shared.database import utcnow
from tests.factories import make_organisation, make_role
from tests.page import get_page


def test_a_role_on_offer_is_listed_and_has_its_page(client):
    time_ = OpportunityTime(weekday=1, start_time=time(12, 45), end_time=time(16))
    role = make_role(title="Art helper", tasks=[OpportunityTask(kind="making")], times=[time_])

    listed = get_page(client, "/volunteer").words
    shown = get_page(client, f"/volunteer/{role.slug}").words

    assert "Art helper" in listed
    assert "Tuesdays, 12.45pm to 4pm" in shown
    assert "Bus fares" in shown


@pytest.mark.parametrize("moment", ["paused_at", "closed_at"])
def test_a_role_that_takes_nobody_now_is_not_listed(client, moment):
    role = make_role(title="Quiet role", **{moment: utcnow()})

    assert "Quiet role" not in get_page(client, "/volunteer").words
    assert client.get(f"/volunteer/{role.slug}").status_code == 404


def test_a_role_of_a_group_that_is_not_checked_is_nowhere(client):
    role = make_role(make_organisation(state="submitted"), title="Early role")

    assert "Early role" not in get_page(client, "/volunteer").words
    assert client.get(f"/volunteer/{role.slug}").status_code == 404
