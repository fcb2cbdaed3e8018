"""The page of a team, and what each may see of it and change."""

import pytest

from app.organisations import queries
from app.organisations.models import OrganisationKind, Position
from tests.factories import make_membership, make_organisation, make_person
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
TEAM = "/organise/hearthstone/team"


@pytest.fixture
def group(app):
    return make_organisation(slug="hearthstone", name="Hearthstone Recovery Dales")


@pytest.fixture
def hilary(group, sign_in):
    person = make_person(name="Hilary Bunting")
    make_membership(group, person, position=Position.ADMIN)
    sign_in(person)
    return person


@pytest.fixture
def dean(group):
    person = make_person(name="Dean Wragg")
    make_membership(group, person, position=Position.VOLUNTEER)
    return person


def member(group, person):
    return queries.member(group, person.id)


def test_an_organiser_sees_the_team_without_surnames_and_changes_nothing(
    client, group, dean, sign_in
):
    sign_in(make_membership(group, make_person(name="Priya Shah")).person)

    page = get_page(client, TEAM)
    answer = client.post(f"{TEAM}/{dean.id}", data={"positions": "admin"})

    assert "Priya S (you) Organiser" in page.words
    assert "Dean W Volunteer" in page.words
    assert "Wragg" not in page.text
    assert page.forms == []
    assert answer.status_code == 403
    assert member(group, dean).positions == (Position.VOLUNTEER,)


def test_an_admin_makes_somebody_an_organiser(client, group, hilary, dean):
    page = get_page(client, f"{TEAM}/{dean.id}")
    assert page.heading == "Dean W"

    answer = client.post(f"{TEAM}/{dean.id}", data={"positions": ["organiser", "volunteer"]})

    assert answer.location == TEAM
    assert "Dean W Organiser, Volunteer" in get_page(client, TEAM).words
    assert queries.organised_by(dean) == [group]


def test_the_last_admin_is_told_what_to_do_first_either_way(client, group, hilary, dean):
    for headers in ({}, HTMX):
        answer = client.post(
            f"{TEAM}/{hilary.id}", data={"positions": "volunteer"}, headers=headers
        )

        assert answer.status_code == 422
        assert "Make somebody else an admin first" in answer.text
        assert ("<html" in answer.text) == (headers == {})
    refused = read_page(client.post(f"{TEAM}/{hilary.id}/removal"))

    assert "Make somebody else an admin first" in refused.words
    assert member(group, hilary).is_admin


def test_handing_over_keeps_the_giver_as_an_organiser(client, group, hilary, dean):
    answer = client.post(f"{TEAM}/{dean.id}/hand-over")

    assert answer.location == TEAM
    assert member(group, dean).is_admin
    assert member(group, hilary).positions == (Position.ORGANISER,)
    assert client.post(f"{TEAM}/{dean.id}/hand-over").status_code == 403


def test_whoever_was_removed_meanwhile_finds_nothing_and_changes_nothing(
    client, group, hilary, dean
):
    eve = make_membership(group, position=Position.ADMIN).person
    client.post(f"{TEAM}/{eve.id}/removal")
    hilary_was = client.get(TEAM).status_code
    make_membership(group, eve, position=Position.ADMIN)
    queries.team(group)
    client.post(f"{TEAM}/{hilary.id}/removal")

    answers = [
        client.post(f"{TEAM}/{dean.id}", data={"positions": "admin"}),
        client.post(f"{TEAM}/{dean.id}/removal"),
        client.post(f"{TEAM}/invitations", data={"email": "x@example.org", "position": "admin"}),
    ]

    assert hilary_was == 200
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert member(group, dean).positions == (Position.VOLUNTEER,)
    assert queries.waiting(group) == []


def test_nobody_of_another_group_is_reached_through_this_one(client, group, hilary):
    stranger = make_membership(position=Position.VOLUNTEER).person

    for path in (f"{TEAM}/{stranger.id}", f"{TEAM}/999999"):
        assert client.get(path).status_code == 404
        assert client.post(path, data={"positions": "admin"}).status_code == 404


def test_the_network_s_admin_gives_a_position_and_sees_nobody_who_books(
    client, group, dean, sign_in
):
    network = make_organisation(kind=OrganisationKind.NETWORK)
    jo = make_membership(network, position=Position.ADMIN).person
    sign_in(jo)

    assert TEAM in get_page(client, f"/organise/{network.slug}/team").links
    page = get_page(client, TEAM)
    client.post(f"{TEAM}/{dean.id}", data={"positions": ["volunteer", "organiser"]})

    assert "You see this because you lead the network." in page.words
    assert "/organise/hearthstone" not in page.links
    assert client.get("/organise/hearthstone").status_code == 404
    assert Position.ORGANISER in member(group, dean).positions
    assert client.post(f"{TEAM}/{dean.id}/hand-over").status_code == 404


def test_who_unticks_show_me_is_gone_from_the_page_at_once(client, group, sign_in):
    priya = make_person(name="Priya Shah")
    for position in (Position.ORGANISER, Position.SCREENER):
        make_membership(group, priya, position=position, is_shown=True, title="Runs the art group")
    sign_in(priya)
    assert (
        "Priya Shah Runs the art group Organises" in get_page(client, "/groups/hearthstone").words
    )
    form = get_page(client, "/you/groups").form("/you/groups/hearthstone")
    fields = {name: value for name, value in form.fields.items() if "is_shown" not in name}

    answer = client.post("/you/groups/hearthstone", data=fields)

    assert answer.status_code == 303
    assert "Priya" not in client.get("/groups/hearthstone").text
    assert get_page(client, answer.location).words.count("Saved") == 1


def test_a_group_names_four_kinds_of_people_who_said_so(client, group):
    shown = ("Hilary", Position.ADMIN), ("Priya", Position.ORGANISER)
    shown += ("Dean", Position.VOLUNTEER), ("Wilf", Position.PARTICIPANT)
    for name, position in shown:
        make_membership(group, make_person(name=name), position=position, is_shown=True)
    make_membership(group, make_person(name="Quiet Quentin"), position=Position.PARTICIPANT)

    page = get_page(client, "/groups/hearthstone")

    people = "Hilary Leads us Priya Organises Dean Volunteers Wilf Takes part"
    assert people in page.words
    assert "Quentin" not in page.text


def test_too_many_words_are_refused_and_kept_either_way(client, group, dean, sign_in):
    sign_in(dean)
    words, name = "x" * 81, f"group-{group.id}-words"

    for headers in ({}, HTMX):
        answer = client.post("/you/groups/hearthstone", data={name: words}, headers=headers)

        assert answer.status_code == 422
        assert "Use fewer words, up to 80 characters" in answer.text
        assert words in answer.text
        assert ("<html" in answer.text) == (headers == {})


def test_leaving_is_one_s_own_act_and_bears_repeating(client, group, dean, sign_in):
    sign_in(dean)

    first = client.post("/you/groups/hearthstone/leaving")
    second = client.post("/you/groups/hearthstone/leaving")

    assert first.location == "/you/groups"
    assert second.status_code == 404
    assert queries.team(group) == []


def test_team_pages_cost_the_same_for_one_or_many(client, group, hilary, count_queries):
    few = [count_queries(lambda path=path: client.get(path)) for path in (TEAM, "/you/groups")]

    for _ in range(5):
        make_membership(group, position=Position.VOLUNTEER)
        make_membership(person=hilary)
    many = [count_queries(lambda path=path: client.get(path)) for path in (TEAM, "/you/groups")]

    assert few == many
    assert max(many) <= 6
