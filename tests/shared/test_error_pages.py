import os
import re
import subprocess
import sys
from html import unescape

import pytest
from sqlalchemy import create_engine, event
from werkzeug.datastructures import MultiDict

from app.config import ROOT
from app.shared import limits
from app.shared.database import db
from app.shared.error_pages import WORDS
from tests.page import read_page
from tests.support import databases
from tests.support.odd import make_odd

HTMX = {"HX-Request": "true"}
INSIDES = ("Traceback", "sqlalchemy", "sqlite", "psycopg", "werkzeug", "Error(", ".py")


def is_ours(response, status, words):
    """Our words, a way out, a way on, and nothing of the insides."""
    assert response.status_code == status
    page = read_page(response)
    assert words in page.words
    assert "/leave" in str(page.links)
    assert any(link.endswith("/events") for link in page.links)
    assert not [inside for inside in INSIDES if inside in response.text]
    return page


@pytest.mark.parametrize("code", WORDS)
def test_every_error_has_words_and_a_way_on(visitor, code):
    page = is_ours(visitor.get(f"/odd/stop/{code}"), code, WORDS[code].title)

    assert WORDS[code].next in page.words


@pytest.mark.parametrize("code", [401, 406, 415, 418, 501])
def test_an_error_without_words_of_its_own_borrows_some(visitor, code):
    is_ours(visitor.get(f"/odd/stop/{code}"), code, WORDS[400 if code < 500 else 500].title)


def test_the_words_are_the_promised_ones(visitor):
    is_ours(visitor.get("/nowhere"), 404, "That page has moved or ended")
    is_ours(visitor.get("/odd/boom/x"), 500, "Something broke on our side, not yours")


@pytest.mark.parametrize("path", ["/r/x/y", "/r/x/opened", "/verify/x/y", "/issuers/%00"])
def test_whoever_comes_from_outside_learns_nothing_of_the_site(visitor, path):
    response = visitor.get(path, headers=HTMX)

    assert response.status_code in (400, 404, 405)
    page = read_page(response)
    assert page.links == []
    assert visitor.application.config["SETTINGS"].site_name not in response.text


def test_a_wrong_method_says_which_work(visitor):
    response = visitor.post("/odd/page")

    is_ours(response, 405, "That does not work here")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("code", [400, 403, 404, 410, 422, 429])
def test_htmx_gets_a_line_that_leaves_the_page_alone(visitor, code):
    response = visitor.get(f"/odd/stop/{code}", headers=HTMX)

    assert response.status_code == code
    assert response.headers["HX-Retarget"] == "#status"
    assert response.headers["HX-Reswap"] == "outerHTML"
    assert response.text.count("<div") == 1
    assert '<div id="status" class="seen" role="alert">' in response.text
    assert WORDS[code].title in response.text
    assert "<html" not in response.text


def test_going_back_to_an_error_gets_the_whole_page(visitor):
    back = HTMX | {"HX-History-Restore-Request": "true"}

    is_ours(visitor.get("/odd/stop/404", headers=back), 404, "That page has moved or ended")


def test_too_often_asks_for_a_pause_without_blame(visitor):
    allowed = int(limits.SIGN_IN.split()[0])
    assert {visitor.post("/odd/limited").text for _ in range(allowed)} == {"let in"}

    response = visitor.post("/odd/limited")

    is_ours(response, 429, "Let’s pause for 10 minutes")
    assert "You have not done anything wrong." in response.text
    assert 500 < int(response.headers["Retry-After"]) <= 601


def test_one_household_is_one_visitor_and_the_next_is_another(visitor):
    def post(address):
        return visitor.post("/odd/limited", environ_overrides={"REMOTE_ADDR": address})

    answers = [post(f"2001:db8:1:2::{number}").status_code for number in range(6)]

    assert answers == [200] * 5 + [429]
    assert post("2001:db8:1:3::1").status_code == 200


ASK_SIX_TIMES = """
from app.config import Settings
from tests.support.odd import make_odd
visitor = make_odd(Settings.from_environment()).test_client()
print([visitor.post("/odd/limited").status_code for _ in range(6)])
"""


def test_limits_hold_while_the_store_they_share_is_gone(tmp_path):
    # In a process of its own: the limiter of this one remembers that its store was gone.
    says = {"RATELIMIT_STORAGE_URL": "redis://127.0.0.1:1", "DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-c", ASK_SIX_TIMES]

    said = subprocess.run(
        command, cwd=ROOT, env=os.environ | says, capture_output=True, text=True, timeout=60
    )

    assert "[200, 200, 200, 200, 200, 429]" in said.stdout
    assert "falling back to in-memory storage" in said.stdout


def test_a_host_that_is_not_ours_gets_a_page_that_leads_home(visitor):
    response = visitor.get("/odd/page", headers={"Host": "evil.example"})

    page = is_ours(response, 400, "We could not read that")
    assert "evil.example" not in response.text
    home = {link for link in page.links if link.endswith("/events")}
    assert home == {"http://127.0.0.1:8000/events"}


def test_another_host_cannot_be_smuggled_in(visitor):
    says = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}

    assert "evil.example" not in visitor.get("/odd/page", headers=says).text


@pytest.mark.parametrize("path", ["/odd/page?words=a%00b", "/odd/mine/%00", "/odd/page?%00=1"])
def test_what_is_no_text_is_refused(visitor, path):
    is_ours(visitor.get(path), 400, "We could not read that")


def test_no_text_in_a_form_is_refused(visitor):
    is_ours(visitor.post("/odd/quote", data={"words": "a\0b"}), 400, "We could not read that")


@pytest.mark.parametrize("path", ["/%ff%fe", "/odd/page?words=%ff%c0%ae", "/odd/mine/%ed%a0%80"])
def test_broken_bytes_break_nothing(visitor, path):
    assert visitor.get(path).status_code in (200, 404)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_form_that_outlived_its_cookie_keeps_what_was_typed(visitor, headers):
    typed = MultiDict([("words", "<b>Kelly & me</b>"), ("days", "mon"), ("days", "tue")])
    says = {"Sec-Fetch-Site": "same-origin", **headers}

    refused = visitor.post("/odd/form", data=typed, headers=says)
    assert refused.status_code == 400
    assert "This page was open a long time" in refused.text
    assert "<b>Kelly" not in refused.text
    again = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', refused.text)
    data = MultiDict((name, unescape(value)) for name, value in again)
    assert data.getlist("days") == ["mon", "tue"]

    accepted = visitor.post("/odd/form", data=data)
    assert accepted.status_code == 200
    assert "&lt;b&gt;Kelly &amp; me&lt;/b&gt;" in accepted.text


def test_another_site_cannot_have_its_form_finished_here(visitor):
    for says in ({}, {"Origin": "null"}):
        refused = visitor.post("/odd/form", data={"words": "planted"}, headers=says)

        is_ours(refused, 400, "We could not be sure that you sent this")
        assert "planted" not in refused.text


def test_too_much_is_said_kindly(visitor):
    response = visitor.post("/odd/quote", data={"words": "x" * 300_000})

    is_ours(response, 413, "That is too long for us")
    assert "We take up to 256 KB here" in response.text


def test_an_error_page_asks_nothing_of_a_database_that_is_gone(tmp_path):
    gone = f"sqlite:///{tmp_path}/no-such-folder/site.db"
    visitor = make_odd(databases.test_settings(gone)).test_client()
    with visitor.session_transaction() as session:
        session["_user_id"] = "someone signed in"

    response = visitor.get("/odd/page")

    is_ours(response, 503, "Nothing was saved")
    assert response.headers["Retry-After"] == "5"
    is_ours(visitor.get("/odd/stop/404"), 404, "That page has moved or ended")


def test_a_database_server_that_is_gone_is_a_pause_not_a_failure():
    visitor = make_odd(
        databases.test_settings("postgresql://nobody@127.0.0.1:1/none")
    ).test_client()

    is_ours(visitor.post("/odd/write"), 503, "Nothing was saved")


LOCK = {
    "sqlite": ("PRAGMA busy_timeout=20", "BEGIN IMMEDIATE"),
    "postgresql": ("SET lock_timeout = 20", "LOCK TABLE event_kinds IN EXCLUSIVE MODE"),
}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_busy_database_is_a_pause_and_works_again_after_it(database_kind, settings, headers):
    wait_less, lock = LOCK[database_kind]
    app = make_odd(settings)
    with app.app_context():
        engine = db.engine
    event.listen(engine, "connect", lambda raw, _record: raw.execute(wait_less))
    other = create_engine(engine.url)

    with other.connect() as holder:
        holder.exec_driver_sql(lock)
        response = app.test_client().post("/odd/write", headers=headers)
        holder.rollback()

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "Nothing was saved" in response.text
    assert app.test_client().post("/odd/write").text == "written"
    other.dispose()
    engine.dispose()


def test_a_fault_in_what_we_ask_is_not_called_busy(tmp_path):
    unmigrated = databases.test_settings(f"sqlite:///{tmp_path}/empty.db")
    visitor = make_odd(unmigrated).test_client()

    is_ours(visitor.post("/odd/write"), 500, "Something broke on our side, not yours")
