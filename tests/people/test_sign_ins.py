"""Where someone is signed in: seeing it and ending it."""

import pytest
from sqlalchemy import select

from app.people import services
from app.people.models import SignIn
from app.shared import browser
from app.shared.database import db
from tests.factories import make_person
from tests.page import get_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
AGENTS = {
    "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0": "Firefox on Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.6 Mobile/15E148 Safari/604.1": "Safari on iPhone",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36": "Chrome on Android",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0": "Edge on Windows",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36": "Samsung Internet on Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Safari/605.1.15": "Safari on Mac",
    "curl/8": "A browser",
    "<script>alert(1)</script>" * 1_000: "A browser",
    "": "A browser",
}


@pytest.fixture
def kelly(sign_in):
    kelly = make_person(name="Kelly")
    sign_in(kelly)
    return kelly


def alive(person):
    db.session.rollback()
    rows = select(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
    return [row.browser for row in db.session.scalars(rows.order_by(SignIn.id))]


def on(person, browser):
    """The number of a new sign-in of `person`."""
    services.start_sign_in(person, browser=browser)
    rows = select(SignIn.id).where(SignIn.browser == browser)
    return db.session.scalars(rows).one()


@pytest.mark.parametrize(("agent", "words"), AGENTS.items(), ids=AGENTS.values())
def test_a_browser_is_kept_in_the_words_its_owner_knows_it_by(app, client, agent, words):
    with app.test_request_context(headers={"User-Agent": agent}):
        assert browser.described() == words


def test_one_sees_where_one_is_signed_in_and_nobody_elses(kelly, client):
    on(kelly, "Safari on iPhone")
    on(make_person(), "Opera on Linux")

    page = get_page(client, "/you/sign-ins")

    assert "This browser" in page.words
    assert "Safari on iPhone" in page.words
    assert "Signed in on" in page.words
    assert "Opera" not in page.words


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_one_of_them_can_be_ended(kelly, client, headers):
    phone = on(kelly, "Safari on iPhone")
    on(kelly, "Edge on Windows")

    answer = client.post(f"/you/sign-ins/{phone}/end", headers=headers, follow_redirects=True)

    assert answer.status_code == 200
    assert "That one is signed out." in answer.text
    assert "iPhone" not in answer.text
    assert ("<html" in answer.text) == (not headers)
    assert alive(kelly) == ["", "Edge on Windows"]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_all_others_can_be_ended_at_once(kelly, client, headers):
    on(kelly, "Safari on iPhone")
    on(kelly, "Edge on Windows")

    client.post("/you/sign-ins/end-others", headers=headers)

    assert alive(kelly) == [""]
    assert "You are signed in nowhere else" in get_page(client, "/you/sign-ins").words


def test_someone_elses_cannot_be_ended_and_nothing_tells_them_apart(kelly, client):
    jo = make_person()
    theirs = on(jo, "Opera on Linux")

    answers = [client.post(f"/you/sign-ins/{number}/end") for number in (theirs, 999_999)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].text == answers[1].text
    assert alive(jo) == ["Opera on Linux"]


def test_a_list_costs_the_same_for_one_or_many(kelly, client, count_queries):
    one = count_queries(lambda: client.get("/you/sign-ins"))
    for n in range(9):
        on(kelly, f"Browser {n}")

    assert count_queries(lambda: client.get("/you/sign-ins")) == one <= 2
