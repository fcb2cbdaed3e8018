"""The desk: what an organiser sees, and that nobody else does."""

import pytest

from app.organisations.models import Position
from tests.factories import (
    make_application,
    make_booking,
    make_claim,
    make_event,
    make_hours,
    make_membership,
    make_occurrence,
    make_organisation,
    make_person,
    make_role,
)
from tests.making_badges import make_award
from tests.page import get_page


def test_an_organiser_sees_who_comes_by_first_name_and_initial(client, priya, date):
    make_booking(occurrence=date, name="Kelly Marsden", places=2, wants_meeting=True)
    make_booking(occurrence=date, name="Dean Wragg", state="waiting")

    page = get_page(client, f"/organise/dates/{date.id}")

    assert "Booked: 2 of 12" in page.words
    assert "Kelly M and 1" in page.words
    assert "Meet at the door" in page.words
    assert "Waiting, in order: 1 Dean W" in page.words
    assert "Marsden" not in page.text


def test_the_desk_tells_how_full_each_date_of_the_group_is(client, priya, date):
    make_booking(occurrence=date, places=3)
    make_booking(occurrence=date, state="waiting")
    make_occurrence(event=make_event(title="Another group’s"))

    page = get_page(client, f"/organise/{date.event.organisation.slug}")

    assert "3 of 12 booked, 1 waiting" in page.words
    assert "Another group’s" not in page.words


def test_what_waits_for_the_team_is_there_in_numbers_and_nothing_else(client, priya, date):
    group = date.event.organisation
    address, role = f"/organise/{group.slug}", make_role(group)
    make_application(role, state="sent")
    for of_group in (role, make_role()):
        for state in ("sent", "sent", "question", "confirmed"):
            make_hours(of_group, state=state, words="When was it?")
    make_hours(role, priya, state="sent")
    make_claim(role, state="approved")
    make_award(organisation=group, state="asked")
    make_award(organisation=group, state="asked", awarded_by=priya)  # waits for others

    page = get_page(client, address)

    assert "New applications 1 Hours to confirm 2" in page.words
    assert "Expenses to answer or pay 1 Badges that wait for you 1" in page.words
    for end in ("applications", "hours", "expenses", "badges"):
        assert f"{address}/{end}" in page.links


def test_a_team_that_nothing_waits_for_is_not_told_so(client, priya, date):
    make_hours(make_role(date.event.organisation), priya, state="sent")

    assert "Needs you" not in get_page(client, f"/organise/{date.event.organisation.slug}").words


@pytest.mark.parametrize("position", [Position.VOLUNTEER, Position.SCREENER, None])
def test_for_anyone_else_it_is_not_there(client, sign_in, date, position):
    group = date.event.organisation
    person = make_person()
    make_membership(person=person)  # an organiser, but of another group
    if position:
        make_membership(group, person, position=position)
    sign_in(person)

    for path in (f"/organise/dates/{date.id}", f"/organise/{group.slug}", "/organise/dates/999999"):
        assert client.get(path).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, date):
    assert client.get(f"/organise/dates/{date.id}").location.startswith("/sign-in")


def test_who_organises_one_group_is_led_to_it_and_who_has_several_chooses(client, sign_in):
    person, first, second = make_person(), make_organisation(), make_organisation()
    make_membership(first, person)
    sign_in(person)
    assert client.get("/organise").location == f"/organise/{first.slug}"

    make_membership(second, person, position=Position.ADMIN)
    links = get_page(client, "/organise").links
    assert {f"/organise/{first.slug}", f"/organise/{second.slug}"} <= set(links)
    assert "/organise" in get_page(client, "/you").links


def test_who_organises_nothing_is_told_how_that_comes(client, sign_in):
    sign_in(make_person())

    assert "You are not an organiser" in get_page(client, "/organise").words
    assert "/organise" not in get_page(client, "/you").links


def test_the_desk_costs_the_same_for_many_dates(client, priya, date, count_queries):
    address = f"/organise/{date.event.organisation.slug}"
    few = count_queries(lambda: client.get(address))
    for _ in range(20):
        make_booking(occurrence=make_occurrence(event=date.event))

    assert count_queries(lambda: client.get(address)) == few
    assert few <= 4


def test_a_group_is_told_what_to_paste_into_its_own_site(client, sign_in):
    group = make_organisation(website="https://group.example.org")
    sign_in(make_membership(group).person)

    words = get_page(client, f"/organise/{group.slug}/share").words

    assert f"/groups/{group.slug}/embed" in words
    assert "<iframe" in words
