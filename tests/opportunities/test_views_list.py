"""The list of roles as anyone sees it."""

import pytest

from app.opportunities.models import OpportunityTask
from tests.factories import make_role
from tests.page import get_page

HTMX = {"HX-Request": "true"}


def test_choices_answer_with_and_without_htmx(client):
    make_role(title="Café host", lived_experience="needed")
    make_role(title="Walk leader")

    whole = get_page(client, "/volunteer?lived=needed").words
    part = client.get("/volunteer?lived=needed&when=&q=", headers=HTMX)

    for words in (whole, part.text):
        assert "Café host" in words
        assert "Walk leader" not in words
        assert "1 role" in words
    assert "<html" not in part.text
    assert part.headers["HX-Push-Url"] == "/volunteer?lived=needed"


def test_more_roles_follow_the_first_ten(client):
    for number in range(12):
        make_role(title=f"Role {number:02}")

    first, part = client.get("/volunteer"), client.get("/volunteer?page=2", headers=HTMX)

    assert "Role 09" in first.text
    assert "Role 10" not in first.text
    assert "You have seen 10 of 12 roles" in first.text
    assert "Role 11" in part.text
    assert "Role 09" not in part.text
    assert "data-focus" in part.text


@pytest.mark.parametrize(
    "query", ["q=zzzzzz", "place=Nowhere", "when=x&lived=x&like=x&sort=x&within=x&page=x", "page=0"]
)
@pytest.mark.one_database_says_it
def test_whatever_is_asked_is_answered(client, query):
    make_role(title="Café host")

    page = get_page(client, f"/volunteer?{query}")

    assert "href=" in page.text


@pytest.mark.one_database_says_it
def test_an_empty_answer_offers_ways_on(client):
    make_role(title="Café host", is_remote=True)

    text = get_page(client, "/volunteer?lived=needed").words

    assert "No role like that just now" in text
    assert "Look without your other choices" in text
    assert "Help from home" in text


def test_the_list_costs_the_same_for_one_or_many(client, count_queries):
    make_role(tasks=[OpportunityTask(kind="making")])
    one = count_queries(lambda: client.get("/volunteer"))
    for _ in range(4):
        make_role(tasks=[OpportunityTask(kind="making"), OpportunityTask(kind="words")])

    assert count_queries(lambda: client.get("/volunteer")) == one <= 2
