"""Who is let in, where those go who are not, and what is left when somebody goes out."""

import pytest
from sqlalchemy import select

from app.people import services
from app.people.models import SignIn
from app.shared import outbox
from app.shared.database import db
from tests.factories import make_booking, make_person
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
ELSEWHERE = [
    "//evil.example/you",
    "///evil.example/you",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "https://evil.example/you",
    "https:/you",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,you",
    "/you@evil.example",
    "/you:80@evil.example",
    "you",
    "/you\r\nLocation: https://evil.example",
    "/%2f%2fevil.example",
    "/you/../../evil.example",
    "/you?next=//evil.example",
    "/leave",
    "/sign-in",
    "/sign-out",
    "/events",
    "/nowhere",
    "",
]


def sign_in_by_mail(client, then):
    """Sign in from a page that was asked to lead on to `then`; where it leads."""
    page = read_page(client.get("/sign-in", query_string={"next": then}))
    form = page.form("/sign-in").fields
    answer = client.post("/sign-in", data=form | {"email": "kelly@example.org", "next": then})
    page = get_page(client, answer.headers["Location"])
    form = page.form("/sign-in/code").fields
    code = _mailed_code()
    answer = client.post("/sign-in/code", data=form | {"code": code, "next": then})
    assert answer.status_code == 303
    return answer.headers["Location"]


def _mailed_code():
    return outbox.latest()[0].context["code"]


@pytest.mark.parametrize("then", ELSEWHERE, ids=repr)
def test_signing_in_never_leads_elsewhere(client, then):
    assert sign_in_by_mail(client, then) == "/you"


@pytest.mark.parametrize("then", ["/you/settings", "/you/sign-ins", "/you/settings?saved=name"])
def test_signing_in_leads_back_to_the_page_that_was_asked_for(client, then):
    assert sign_in_by_mail(client, then) == then


def test_signing_in_leads_back_to_the_booking_it_was_for(client):
    code = make_booking().code

    assert sign_in_by_mail(client, f"/b/{code}") == f"/b/{code}"


@pytest.mark.parametrize("url", ["/you", "/you/settings", "/you/sign-ins"])
def test_a_stranger_is_asked_to_sign_in_and_brought_back(client, url):
    answer = client.get(url)

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?next={url}"
    assert answer.headers["Cache-Control"] == "no-store"


def test_inside_htmx_the_whole_page_goes_to_sign_in(client):
    headers = HTMX | {"HX-Current-URL": "http://localhost/you/settings?saved=name"}

    answer = client.post("/you/settings/name", data={"name": "Kel"}, headers=headers)

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/you/settings"
    assert "<" not in answer.text


@pytest.mark.parametrize("url", ["https://evil.example/steal", "", "http://[", "//evil.example"])
def test_where_htmx_says_it_is_leads_nowhere_else(client, url):
    answer = client.post("/you/settings/name", headers=HTMX | {"HX-Current-URL": url})

    assert answer.headers["HX-Redirect"] == "/sign-in"


def test_a_form_sent_after_the_sign_in_ended_leads_back_to_its_page(client):
    answer = client.post("/you/settings/name", data={"name": "Kel"})

    assert answer.headers["Location"] == "/sign-in?next=/you/settings"


def test_signing_out_ends_it_and_leaves_nothing(app, client, sign_in):
    sign_in(make_person())
    with client.session_transaction() as session:
        session["browser"] = "a key"
    thief = app.test_client()
    thief.set_cookie("alongside", client.get_cookie("alongside").value)
    assert thief.get("/you").status_code == 200

    answer = client.post("/sign-out")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Location"] == "/signed-out"
    assert client.get_cookie("alongside") is None
    assert thief.get("/you").status_code == 303
    assert get_page(client, "/signed-out").heading == "You are signed out"
    assert client.get_cookie("alongside") is None


def test_signing_out_twice_is_signing_out(client):
    for _ in range(2):
        assert client.post("/sign-out").headers["Location"] == "/signed-out"


def test_looking_at_sign_out_signs_nobody_out(client, sign_in):
    sign_in(make_person())

    assert client.get("/sign-out").status_code == 405
    assert client.get("/you").status_code == 200


def test_signing_out_everywhere_ends_them_all(client, sign_in):
    kelly, jo = make_person(), make_person()
    services.start_sign_in(kelly)
    services.start_sign_in(jo)
    sign_in(kelly)

    answer = client.post("/sign-out/everywhere")

    assert "Clear-Site-Data" in answer.headers
    db.session.rollback()
    alive = select(SignIn.person_id).where(SignIn.ended_at.is_(None))
    assert db.session.scalars(alive).all() == [jo.id]


@pytest.mark.parametrize("token", ["", "x", "1", 1, None, ["a"], {"a": 1}, "é", "x" * 4_000])
def test_a_made_up_token_is_nobody(client, token):
    make_person()
    with client.session_transaction() as session:
        session["_user_id"] = token

    assert client.get("/you").status_code == 303
    assert client.get("/").status_code == 200


def test_the_way_to_ones_own_page_is_on_every_page_and_costs_strangers_nothing(
    client, sign_in, count_queries
):
    page = get_page(client, "/signed-out")
    assert page.links.count("/sign-in") == 2, "In the navigation, and in the words"
    assert "Set-Cookie" not in page.response.headers
    cost = count_queries(lambda: client.get("/signed-out"))

    sign_in(make_person())

    page = get_page(client, "/signed-out")
    assert "/you" in page.links
    assert page.links.count("/sign-in") == 1
    assert cost == 0
