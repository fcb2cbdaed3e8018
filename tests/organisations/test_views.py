"""The list of groups, and the page of one."""

from datetime import UTC, datetime, timedelta

import pytest

from app.organisations.models import OrganisationKind, OrganisationState, Position
from app.shared.database import utcnow
from tests.factories import (
    make_booking,
    make_event,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
    make_place,
    make_venue,
)
from tests.page import get_page


def make_network():
    return make_organisation(
        slug="derwent-to-dales",
        name="Derwent to Dales",
        kind=OrganisationKind.NETWORK,
        summary="Groups sharing one calendar and one welcome.",
    )


def test_checked_groups_are_listed_a_to_z_after_the_network_that_checked_them(client):
    make_network()
    make_organisation(name="Wye and Wild")
    make_organisation(name="Amber Threads", summary="Making things together.")
    for state in OrganisationState:
        if state != OrganisationState.VERIFIED:
            make_organisation(name=f"Hidden {state}", state=state)

    page = get_page(client, "/groups")

    assert page.title == "Groups | Alongside"
    assert "Groups sharing one calendar and one welcome." in page.words
    assert "2 groups, A to Z. Each one has been checked by Derwent to Dales." in page.words
    assert page.words.index("Amber Threads") < page.words.index("Wye and Wild")
    assert "Hidden" not in page.words
    assert "/events.ics" in page.links


def test_a_group_says_who_it_is_and_who_checked_it(client):
    make_network()
    group = make_organisation(
        slug="hearthstone",
        name="Hearthstone Recovery Dales",
        neutral_name="Hearthstone",
        base_place=make_place(slug="matlock", name="Matlock"),
        areas=["Matlock", "Bakewell"],
        founded_year=2019,
        about="We take groups out to village halls.",
        pledge=["We welcome every pathway."],
        checks_done=["insurance", "a_cup_of_tea"],
        email="hello@hearthstone.example.org",
        verified_at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC),
    )
    make_membership(
        group, make_person(name="Hilary Bunting"), position=Position.ADMIN, is_shown=True
    )
    make_membership(group, make_person(name="Priya Shah"), title="Organiser", is_shown=True)
    make_membership(group, make_person(name="Quiet Quentin"))

    page = get_page(client, "/groups/hearthstone")

    assert page.title == "Hearthstone | Alongside"
    assert page.heading == "Hearthstone Recovery Dales"
    for words in (
        "We take groups out to village halls.",
        "We welcome every pathway.",
        "Checked by Derwent to Dales",
        "On Tuesday 1 July 2025.",
        "It is insured",
        "Since 2019",
        "Based in Matlock",
        "Also in Bakewell",
        "Hilary Bunting Leads us",
        "Priya Shah Organiser Organises",
    ):
        assert words in page.words, words
    assert "mailto:hello@hearthstone.example.org" in page.links
    assert "Quentin" not in page.text


def test_a_group_shows_what_is_on_with_it_and_keeps_private_addresses(client):
    group = make_organisation(slug="hearthstone")
    hall = make_venue(make_place(name="Youlgrave"), name="Bank Top Village Hall")
    open_date = make_occurrence(make_event(group, hall, title="Art group", capacity=1))
    make_booking(open_date, name="Kelly Canary")
    secret = make_venue(make_place(name="Hathersage"), name="Canary Lodge")
    make_occurrence(make_event(group, secret, title="Circle", is_attendance_private=True))
    make_occurrence(
        make_event(group, title="Soup"),
        cancelled_at=utcnow(),
        cancellation_reason="The cook is poorly",
    )
    make_occurrence(title_of_another := make_event(title="Not ours"))

    page = get_page(client, "/groups/hearthstone")

    assert "Bank Top Village Hall, Youlgrave Full, join the list" in page.words
    assert "Circle Hathersage" in page.words
    assert "Soup The cook is poorly Cancelled" in page.words
    assert title_of_another.title not in page.words
    assert "Canary" not in page.text


def test_a_group_without_dates_points_to_what_is_on(client):
    make_organisation(slug="hearthstone")

    page = get_page(client, "/groups/hearthstone")

    assert "No dates just now." in page.words


@pytest.mark.parametrize(
    "state", [state for state in OrganisationState if state != OrganisationState.VERIFIED]
)
def test_a_group_that_is_not_checked_has_no_page(client, state):
    make_organisation(slug="trentside", name="Trentside Renewal", state=state)

    assert "Trentside" not in get_page(client, "/groups/trentside", status=404).text


@pytest.mark.parametrize("slug", ["none", "x" * 3000, "' OR 1=1"])
def test_an_address_that_is_none_is_not_found(client, slug):
    assert client.get(f"/groups/{slug}").status_code == 404


def test_pages_of_groups_cost_the_same_for_one_or_many(client, count_queries):
    make_network()
    group = make_organisation(slug="hearthstone", base_place=make_place())
    make_occurrence(make_event(group))
    paths = ("/groups", "/groups/hearthstone")
    few = [count_queries(lambda path=path: client.get(path)) for path in paths]

    for n in range(1, 6):
        make_organisation(base_place=make_place())
        make_membership(group, is_shown=True)
        make_occurrence(make_event(group), starts_in=timedelta(days=n))
    many = [count_queries(lambda path=path: client.get(path)) for path in paths]

    assert few == many
    assert many[0] <= 2
    assert many[1] <= 6
