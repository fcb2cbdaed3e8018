"""Signing in over HTTP: for people we know and people we do not, with htmx and without."""

import re

import pytest
from sqlalchemy import func, select

from app.people import services
from app.people.models import Person, SignIn
from app.people.views import TOKEN
from app.shared import outbox
from app.shared.database import db
from app.shared.extensions import limiter
from tests.factories import make_person
from tests.page import get_page, read_page

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
ADDRESS = "kelly@example.org"


def mailed_code() -> str:
    return outbox.latest()[0].context["code"]


def wrong(code: str) -> str:
    return f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}"


def ask(client, email=ADDRESS, **more):
    """Type an address; the form that asks for the code."""
    response = client.post("/sign-in", data={"email": email} | more, follow_redirects=True)
    return read_page(response).form("/sign-in/code").fields


def sign_in_by_mail(client, email=ADDRESS, **more):
    form = ask(client, email)
    return client.post("/sign-in/code", data=form | {"code": mailed_code()} | more)


def is_signed_in(client) -> bool:
    return client.get("/you").status_code == 200


def test_signing_in_takes_an_address_and_a_code(client):
    make_person(name="Kelly Marsden", email=ADDRESS)

    answer = sign_in_by_mail(client)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/you"
    assert get_page(client, "/you").heading == "Hello, Kelly"


def test_whoever_is_new_signs_in_the_same_way(client):
    sign_in_by_mail(client, "new@example.org")

    page = get_page(client, "/you")

    assert page.heading == "Hello"
    assert "/you/settings#setting-name" in page.links


def test_the_mail_says_the_code_and_nothing_else(client, sent):
    ask(client)

    (mail,) = sent()

    assert mail.subject == f"Your sign-in code is {mailed_code()}"
    assert re.fullmatch(r"\d{3} \d{3}", mailed_code())
    assert "10 minutes" in mail.text
    assert mailed_code() in mail.html


def everything_said_to(client, email):
    """Every byte of asking for a code and mistyping it, but for the address, keys and tokens."""
    answers = [
        client.post("/sign-in", data={"email": email}),
        client.get("/sign-in/code"),
    ]
    form = read_page(answers[1]).form("/sign-in/code").fields
    answers.append(client.post("/sign-in/code", data=form | {"code": "12"}))
    secrets = [email, form["key"], form["csrf_token"]]
    said = []
    for answer in answers:
        text = answer.text
        for secret in [*secrets, *re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', text)]:
            text = text.replace(secret, "*")
        headers = {k: v for k, v in answer.headers.items() if k not in ("Set-Cookie", "Date")}
        cookie = re.sub(r"=[^;]*", "", answer.headers.get("Set-Cookie", ""), count=1)
        said.append((answer.status, headers, cookie, text))
    return said


def test_nothing_tells_whether_an_address_is_known(app):
    make_person(name="Kelly", email="kelly@example.org")

    known = everything_said_to(app.test_client(), "kelly@example.org")
    limiter.reset()
    unknown = everything_said_to(app.test_client(), "fredy@example.org")

    assert known == unknown


def test_known_and_unknown_cost_the_same(app, count_queries):
    make_person(email="kelly@example.org")

    costs = []
    for email in ("kelly@example.org", "fredy@example.org"):
        client = app.test_client()
        costs.append(
            [
                count_queries(lambda: client.post("/sign-in", data={"email": email})),  # noqa: B023
                count_queries(lambda: client.get("/sign-in/code")),  # noqa: B023
            ]
        )

    assert costs[0] == costs[1] == [3, 0]


@pytest.mark.parametrize("known", [True, False])
def test_one_visitor_asks_five_times_in_ten_minutes(client, known):
    if known:
        make_person(email=ADDRESS)

    answers = [client.post("/sign-in", data={"email": ADDRESS}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert "You have not done anything wrong" in answers[-1].text
    assert len(outbox.latest()) == 3, "The address is spared before the visitor is"


def test_one_visitor_is_wrong_five_times_whatever_codes_they_ask_for(client):
    form = ask(client)
    statuses = []
    for _ in range(4):
        sent = form | {"code": wrong(mailed_code())}
        statuses.append(client.post("/sign-in/code", data=sent).status_code)
    form = ask(client)
    for _ in range(2):
        sent = form | {"code": wrong(mailed_code())}
        statuses.append(client.post("/sign-in/code", data=sent).status_code)

    assert statuses == [422] * 5 + [429]
    assert not is_signed_in(client)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_a_wrong_code_is_said_next_to_its_field(client, headers):
    form = ask(client)

    answer = client.post(
        "/sign-in/code", data=form | {"code": wrong(mailed_code())}, headers=headers
    )

    assert answer.status_code == 422
    assert "That code did not work" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert ("<html" in answer.text) == (not headers)


@pytest.mark.parametrize(
    "typed", ["{}{}", "{} {}", " {}-{} ", "{}\u00a0{}", "Your sign-in code is {} {}"]
)
def test_a_code_may_be_typed_with_spaces(client, typed):
    form = ask(client)

    client.post("/sign-in/code", data=form | {"code": typed.format(*mailed_code().split())})

    assert is_signed_in(client)


def test_a_code_may_be_typed_in_arabic_digits(client):
    form = ask(client)
    arabic = mailed_code().translate({ord("0") + n: chr(0x660 + n) for n in range(10)})

    client.post("/sign-in/code", data=form | {"code": arabic})

    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Enter your email address"),
        ("kelly", "Enter an email address like name@example.com"),
        ("kelly@", "Enter an email address like name@example.com"),
        ("kelly@example.org\r\nBcc: all@example.org", "Enter an email address like"),
        ("a@b.org,c@d.org", "Enter an email address like"),
        ("x" * 10_000 + "@example.org", "Enter a shorter email address"),
        ("mıke@example.org", "Enter an email address like name@example.com"),
        ("mi\N{KELVIN SIGN}e@example.org", "Enter an email address like name@example.com"),
        ("<script>@example.org", "Enter an email address like"),
    ],
    ids=lambda value: value[:20],
)
def test_what_is_no_address_is_said_and_nothing_is_sent(client, email, words):
    make_person(email="mike@example.org")

    answer = client.post("/sign-in", data={"email": email})

    assert answer.status_code == 422
    assert words in answer.text
    assert outbox.latest() == []
    assert "<script>@" not in answer.text


def test_an_address_has_one_spelling(client):
    kelly = make_person(email=ADDRESS)

    sign_in_by_mail(client, " Kelly@EXAMPLE.org ")

    assert db.session.scalars(select(SignIn.person_id)).all() == [kelly.id]
    assert outbox.latest()[0].recipient == ADDRESS


@pytest.mark.parametrize("field", ["code", "key", "email", "next"])
@pytest.mark.parametrize("typed", ["x" * 10_000, "a\r\nSet-Cookie: a=b", "‮", "' OR 1=1 --"])
def test_no_field_of_the_code_form_breaks_anything(client, field, typed):
    form = ask(client) | {"code": "12"}

    answer = client.post("/sign-in/code", data=form | {field: typed})

    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert not is_signed_in(client)


def test_the_form_of_an_older_tab_still_works(client):
    older = ask(client, "kelly@example.org")
    code = mailed_code()
    ask(client, "jo@example.org")

    client.post("/sign-in/code", data=older | {"code": code})

    assert db.session.scalars(select(Person.email)).all() == ["kelly@example.org"]
    assert is_signed_in(client)


def test_the_code_page_can_be_loaded_again_and_leads_on_when_nothing_was_asked(client):
    form = ask(client)
    assert get_page(client, "/sign-in/code").form("/sign-in/code").fields["key"] == form["key"]

    client.delete_cookie("alongside")

    assert client.get("/sign-in/code").headers["Location"] == "/sign-in"


def test_a_form_sent_twice_signs_in_once(app):
    client, twin = app.test_client(), app.test_client()
    form = ask(client)
    sent = form | {"code": mailed_code()}
    before = client.get_cookie("alongside").value
    client.post("/sign-in/code", data=sent)

    twin.set_cookie("alongside", before)  # the second press left before the first was answered
    answer = twin.post("/sign-in/code", data=sent)

    assert answer.headers["Location"] == "/you"
    assert is_signed_in(twin)
    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 1


def test_a_code_that_someone_else_reads_is_no_use_to_their_browser(app):
    client, thief = app.test_client(), app.test_client()
    ask(client)
    code = mailed_code()
    theirs = ask(thief, "thief@example.org")

    for sent in (theirs | {"code": code}, theirs | {"code": code, "email": ADDRESS}):
        assert thief.post("/sign-in/code", data=sent).status_code == 422
    assert not is_signed_in(thief)


@pytest.mark.parametrize(("kept", "lasts"), [({}, False), ({"is_kept": "y"}, True)])
def test_a_sign_in_lasts_the_visit_unless_it_is_kept(client, kept, lasts):
    answer = sign_in_by_mail(client, **kept)

    assert ("Expires=" in answer.headers["Set-Cookie"]) == lasts
    assert db.session.scalars(select(SignIn.is_kept)).all() == [lasts]


def test_signing_in_starts_a_new_cookie_and_keeps_what_this_browser_was_asked_to(app):
    client, watcher = app.test_client(), app.test_client()
    with client.session_transaction() as session:
        session.update(theme="dark", browser="a key", planted="by somebody")
    form = ask(client)
    watcher.set_cookie("alongside", client.get_cookie("alongside").value)

    client.post("/sign-in/code", data=form | {"code": mailed_code()})

    assert not is_signed_in(watcher)
    with client.session_transaction() as session:
        assert session["theme"] == "dark"
        assert session["browser"] == "a key"
        assert "planted" not in session
        assert "asked" not in session


def test_signing_in_as_somebody_else_ends_who_one_was(client, sign_in):
    form = ask(client)
    code = mailed_code()
    sign_in(make_person(email="jo@example.org"))

    client.post("/sign-in/code", data=form | {"code": code})

    rows = db.session.scalars(select(SignIn).order_by(SignIn.id)).all()
    assert [row.ended_at is None for row in rows] == [False, True]


def test_whoever_is_signed_in_is_not_asked_again(client, sign_in):
    sign_in(make_person())

    answer = client.get("/sign-in?next=/you/settings")

    assert answer.headers["Location"] == "/you/settings"


def test_what_asks_for_the_code_and_who_one_is_is_never_kept_by_a_cache(client):
    answers = [client.get("/sign-in"), client.post("/sign-in", data={"email": ADDRESS})]
    answers += [client.get("/sign-in/code"), sign_in_by_mail(client)]
    answers += [client.get(url) for url in ("/you", "/you/settings", "/you/sign-ins", "/events")]
    answers.append(client.post("/you/settings/name", data={"name": ""}))

    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_the_token_is_only_in_the_cookie(client):
    sign_in_by_mail(client)
    with client.session_transaction() as session:
        token = session[TOKEN]

    for url in ("/you", "/you/settings", "/you/sign-ins"):
        assert token not in client.get(url).text


def test_a_sign_in_that_ended_is_over_at_once(client, sign_in):
    kelly = make_person()
    sign_in(kelly)
    assert is_signed_in(client)

    services.end_all_of(kelly)

    assert client.get("/you").headers["Location"] == "/sign-in?next=/you"
