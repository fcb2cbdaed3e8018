"""Roles as anyone sees them."""

from datetime import time

import pytest

from app.opportunities import queries
from app.opportunities.models import OpportunityTask, OpportunityTime
from app.shared.database import utcnow
from tests.factories import (
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
    make_role,
)
from tests.page import get_page


def test_a_role_on_offer_is_listed_and_has_its_page(client):
    time_ = OpportunityTime(weekday=1, start_time=time(12, 45), end_time=time(16))
    role = make_role(title="Art helper", tasks=[OpportunityTask(kind="making")], times=[time_])

    listed = get_page(client, "/volunteer").words
    shown = get_page(client, f"/volunteer/{role.slug}").words

    assert "Art helper" in listed
    assert "Tuesdays, 12.45pm to 4pm" in shown
    assert "Bus fares" in shown


@pytest.mark.parametrize(("moment", "status"), [("paused_at", 404), ("closed_at", 410)])
def test_a_role_that_takes_nobody_now_is_not_listed_and_says_so(client, moment, status):
    role = make_role(title="Quiet role", **{moment: utcnow()})

    assert "Quiet role" not in get_page(client, "/volunteer").words
    page = get_page(client, f"/volunteer/{role.slug}", status=status)
    assert "Quiet role" in page.words
    assert "See ways to help" in page.words


def test_a_role_says_that_a_record_rules_nobody_out_and_who_to_ask(client):
    supporter = make_person(name="Terry Okafor")
    role = make_role(check_level="basic", supporter=supporter)
    make_membership(role.organisation, supporter, position="volunteer")

    words = get_page(client, f"/volunteer/{role.slug}").words

    assert "A record does not rule you out" in words
    assert "Terry looks after everyone in this role" in words
    assert "Okafor" not in words


def test_a_supporter_who_left_the_team_passes_the_role_to_an_admin(app):
    role = make_role(supporter=make_person(name="Gone Away"))
    assert queries.supporter_of(role) is None
    admin = make_membership(role.organisation, position="admin").person

    assert queries.supporter_of(role) == admin


def test_whoever_is_signed_in_saves_a_role_and_stops(client, sign_in):
    role, person = make_role(), make_person()
    sign_in(person)
    address = f"/volunteer/{role.slug}/saved"

    for _ in range(2):
        client.post(address, data={"wanted": "yes"})
    assert [card.slug for card in queries.saved_by(person)] == [role.slug]
    part = client.post(address, data={"wanted": "no"}, headers={"HX-Request": "true"})

    assert 'aria-pressed="false"' in part.text
    assert queries.saved_by(person) == []


@pytest.mark.one_database_says_it
def test_roles_stand_on_the_pages_of_their_group_and_events_and_on_the_front_page(client):
    event = make_event()
    make_occurrence(event)
    role = make_role(event.organisation, title="Tea maker", events=[event])
    assert role.slug in client.get("/sitemap.xml").text

    for path in ("/", f"/groups/{event.organisation.slug}", f"/events/{event.slug}"):
        assert "Tea maker" in get_page(client, path).words


def test_a_role_of_a_group_that_is_not_checked_is_nowhere(client):
    role = make_role(make_organisation(state="submitted"), title="Early role")

    assert "Early role" not in get_page(client, "/volunteer").words
    assert client.get(f"/volunteer/{role.slug}").status_code == 404
