"""Three questions, and which role might suit."""

from datetime import time

import pytest

from app.opportunities.models import OpportunityTask, OpportunityTime
from tests.factories import make_person, make_place, make_role, make_venue
from tests.page import get_page

HTMX = {"HX-Request": "true"}
ANSWERS = "step=results&place=Youlgrave&when=weekday-daytimes&like=making"


@pytest.fixture
def art(app):
    place = make_place(name="Youlgrave", slug="youlgrave", latitude=53.175, longitude=-1.685)
    return make_role(
        title="Art group helper",
        slug="art-group-helper",
        venue=make_venue(place=place, latitude=53.176, longitude=-1.685),
        tasks=[OpportunityTask(kind="making")],
        times=[OpportunityTime(weekday=1, start_time=time(12, 45), end_time=time(16))],
    )


def test_each_question_brings_the_other_answers_along(client, art):
    where = get_page(client, "/volunteer/match")
    when = client.get("/volunteer/match?step=when&place=Youlgrave&like=making").text

    assert "Where are you?" in where.words
    assert "When are you free?" in when
    assert 'name="place" value="Youlgrave"' in when
    assert 'name="like" value="making"' in when


def test_the_reasons_are_said_in_words(client, art):
    make_role(title="Far kitchen helper", tasks=[OpportunityTask(kind="cooking")])

    page = get_page(client, f"/volunteer/match?{ANSWERS}")

    assert "One that might suit you" in page.words
    assert "Why this: near you, Tuesday afternoon, art" in page.words


def test_with_htmx_the_answer_is_the_part_and_its_address(client, art):
    answer = client.get(f"/volunteer/match?{ANSWERS}&within=&home=", headers=HTMX)

    assert "<html" not in answer.text
    assert 'id="match"' in answer.text
    assert answer.headers["HX-Push-Url"].count("=") == ANSWERS.count("=")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_somebody_lived_through_is_in_no_address(client, art, headers):
    said = {"step": "results", "place": "Youlgrave", "like": "making", "lived": "1"}

    sent = client.post("/volunteer/match", data=said, headers=headers)
    typed = client.get("/volunteer/match?step=results&lived=1", headers=headers)
    without = client.post("/volunteer/match", data=said | {"lived": ""})

    words = "I am open to roles that need lived experience"
    assert (words in sent.text, words in typed.text) == (True, False)
    assert "lived=" not in sent.text + typed.text + str(sent.headers)
    assert without.location.endswith("?step=results&place=Youlgrave&like=making")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_place_that_nobody_knows_is_asked_for_again(client, art, headers):
    answer = client.get("/volunteer/match?step=when&place=Atlantis&like=making", headers=headers)

    assert answer.status_code == 422
    assert "We do not know that place" in answer.text
    assert 'value="Atlantis"' in answer.text


def test_nobodys_door_stays_in_an_address(client):
    answer = client.get("/volunteer/match?step=when&place=DE45+1UR")

    assert answer.status_code == 303
    assert "1UR" not in answer.location


def test_what_else_somebody_could_do_is_told_apart(client, art):
    page = get_page(client, f"/volunteer/match?{ANSWERS.replace('making', 'computers')}")

    assert "Nothing quite fits yet" in page.words
    assert "Not what you said you like" in page.words
    assert "Art group helper" in page.words


def test_nonsense_in_the_address_counts_as_not_said(client, art):
    answer = client.get("/volunteer/match?step=results&when=never&like=%27&within=-1&lived=perhaps")

    assert answer.status_code == 200
    assert "Art group helper" in answer.text


def test_the_results_cost_the_same_for_one_role_or_many(client, art, count_queries):
    one = count_queries(lambda: client.get(f"/volunteer/match?{ANSWERS}"))
    for number in range(4):
        make_role(title=f"Another {number}", tasks=[OpportunityTask(kind="making")])
    many = count_queries(lambda: client.get(f"/volunteer/match?{ANSWERS}"))

    assert many == one <= 8


def test_nothing_is_kept_unless_somebody_asks(client, sign_in, art):
    sign_in(make_person())
    shown = get_page(client, f"/volunteer/match?{ANSWERS}")

    assert "Remember my answers" in shown.words
    assert "Nothing. We remember" in get_page(client, "/you/volunteering/answers").words


def test_what_is_kept_is_theirs_to_see_use_and_delete(client, sign_in, art):
    sign_in(make_person())
    said = {"place": "Youlgrave", "when": ["weekday-daytimes"], "like": ["making"]}
    for _ in range(2):  # a double tap
        assert client.post("/you/volunteering/answers", data=said).status_code == 303

    seen = get_page(client, "/you/volunteering/answers").words
    used = get_page(client, "/volunteer/match").words
    client.post("/you/volunteering/answers/delete")

    assert "10 miles around Youlgrave" in seen
    assert "Weekday daytimes" in seen
    assert "Why this: near you, Tuesday afternoon, art" in used
    assert "Where are you?" in get_page(client, "/volunteer/match").words


def test_whoever_is_signed_out_is_told_that_nothing_is_kept(client, art):
    shown = get_page(client, f"/volunteer/match?{ANSWERS}").words

    assert "Nothing that you told us here is kept" in shown
    assert "Remember" not in shown
