"""A group's page, as those who organise it change it; two at once too."""

import pytest
from sqlalchemy import select

from app.organisations.models import Organisation, Position
from app.shared.database import db
from tests.factories import make_event, make_membership, make_organisation, make_person
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
PAGE = "/organise/hearthstone/page"


@pytest.fixture
def group(app):
    return make_organisation(
        slug="hearthstone",
        summary="Walks and soup.",
        about="We walk.",
        email="hello@example.org",
        website="https://example.org",
    )


@pytest.fixture
def priya(group, sign_in):
    person = make_membership(group).person
    sign_in(person)
    return person


def shown(client):
    """What the form would send if nothing were typed. (A test's reader knows no textareas.)"""
    fields = get_page(client, PAGE).form(PAGE).fields
    group = now()
    areas = ("summary", "about", "who_leads", "projects")
    return fields | {name: getattr(group, name) for name in areas}


def now():
    db.session.rollback()
    return db.session.scalars(select(Organisation).where(Organisation.slug == "hearthstone")).one()


def test_what_is_saved_is_seen_by_everyone_at_once(client, priya):
    typed = {
        "summary": "Walks, soup and paint.",
        "about": "We walk.\r\n\r\nAnd we **paint**.",
        "who_leads": "People who have been there.",
        "projects": "A garden.",
        "email": "Hello@Hearthstone.example",
        "website": "hearthstone.example",
    }

    answer = client.post(PAGE, data=shown(client) | typed)

    assert answer.location == PAGE
    page = get_page(client, "/groups/hearthstone")
    assert "Walks, soup and paint." in page.words
    assert "<p>And we <strong>paint</strong>.</p>" in page.text
    assert "Who leads us People who have been there." in page.words
    assert "What else we do A garden." in page.words
    assert "https://hearthstone.example" in page.links
    assert now().about == "We walk.\n\nAnd we **paint**."


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"summary": " "}, "Say in one sentence what you do"),
        ({"neutral_name": ""}, "Enter a name that gives nothing away"),
        ({"neutral_name": "x" * 121}, "up to 120 characters"),
        ({"neutral_name": "The Sober Yard"}, "People would read “sober” here"),
        ({"neutral_name": "Friends of Kettle Yard"}, "People would read “Kettle Yard” here"),
        ({"neutral_name": "yard"}, "Another group is called that"),
        ({"neutral_name": "Dry-night dancers"}, "People would read “Dry night” here"),
        ({"about": "x" * 5001}, "up to 5,000 characters"),
        ({"email": "at home"}, "like name@example.com"),
        ({"website": "javascript:alert(1)"}, "like https://example.org"),
        ({"website": "https://evil@example.org"}, "like https://example.org"),
        ({"website": "not a site"}, "like https://example.org"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, priya, typed, words):
    make_event(
        make_organisation(name="Kettle Yard", neutral_name="Yard"),
        title="Dry night",
        neutral_title="Dance",
    )
    sent = shown(client) | {"projects": "A garden <b>wall</b>."} | typed

    for headers in ({}, HTMX):
        answer = client.post(PAGE, data=sent, headers=headers)

        assert answer.status_code == 422
        assert words in answer.text
        assert "A garden &lt;b&gt;wall&lt;/b&gt;." in answer.text
        assert ("<html" in answer.text) == (headers == {})
    assert now().projects == ""


def test_the_group_is_called_by_its_new_neutral_name_wherever_it_gives_nothing_away(client, priya):
    answer = client.post(PAGE, data=shown(client) | {"neutral_name": "Valley neighbours"})

    assert answer.status_code == 303
    assert get_page(client, "/groups/hearthstone").title == "Valley neighbours | Alongside"
    assert "Valley neighbours" in client.get("/groups/hearthstone.ics").text


@pytest.mark.one_database_says_it
def test_a_neutral_name_that_came_to_tell_keeps_nobody_from_changing_the_rest(client, priya):
    make_organisation(name=now().neutral_name, neutral_name="Others")

    answer = client.post(PAGE, data=shown(client) | {"about": "We walk far."})

    assert (answer.status_code, now().about) == (303, "We walk far.")


def test_looking_first_saves_nothing_and_lets_no_html_through(client, priya):
    sent = shown(client) | {"about": "**Bold** <script>x</script>", "act": "preview"}

    page = read_page(client.post(PAGE, data=sent))

    assert "How it will look. Not saved yet." in page.words
    assert "<strong>Bold</strong> &lt;script&gt;" in page.text
    assert now().about == "We walk."


def test_the_second_to_save_sees_what_changed_and_keeps_their_text(client, priya):
    first, second = shown(client), shown(client)
    client.post(PAGE, data=first | {"about": "We walk far.", "projects": "A garden."})

    answer = client.post(PAGE, data=second | {"about": "We walk slowly.", "who_leads": "Us."})

    assert answer.status_code == 409
    page = read_page(answer)
    assert "Somebody else changed this page while you wrote." in page.words
    assert "About you We walk far. What else you do A garden." in page.words
    assert "We walk slowly.</textarea>" in page.text
    assert "A garden.</textarea>" in page.text, "what was left alone takes the new words over"
    assert (now().about, now().who_leads) == ("We walk far.", "")
    again = second | page.form(PAGE).fields
    again |= {
        "summary": now().summary,
        "about": "We walk slowly.",
        "who_leads": "Us.",
        "projects": "A garden.",
    }
    assert client.post(PAGE, data=again).status_code == 303
    assert (now().about, now().projects, now().who_leads) == ("We walk slowly.", "A garden.", "Us.")


def test_two_who_write_the_same_are_not_in_each_other_s_way(client, priya):
    first, second = shown(client), shown(client)

    answers = [client.post(PAGE, data=sent | {"about": "Soup."}) for sent in (first, second)]

    assert [answer.status_code for answer in answers] == [303, 303]


@pytest.mark.parametrize("seen", ["", "about", "about:", "x:y z"])
def test_a_form_that_says_nonsense_of_what_it_saw_overwrites_nothing(client, priya, seen):
    answer = client.post(PAGE, data=shown(client) | {"about": "Mine.", "seen": seen})

    assert answer.status_code == 409
    assert now().about == "We walk."


@pytest.mark.parametrize("position", [Position.VOLUNTEER, Position.SCREENER, None])
def test_for_anyone_else_it_is_not_there(client, group, sign_in, position):
    person = make_person()
    make_membership(person=person)
    if position:
        make_membership(group, person, position=position)
    sign_in(person)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, data={"summary": "Mine"}).status_code == 404
    assert now().summary == "Walks and soup."
