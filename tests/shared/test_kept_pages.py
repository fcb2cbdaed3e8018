"""Pages kept in memory: never another person's, never an old one."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from app.events.models import Event as OnOffer
from app.shared.database import db, utcnow
from app.shared.headers import FOR_EVERYONE
from app.shared.kept_pages import MOST_KEPT, KeptPages
from tests.factories import make_event, make_occurrence
from tests.support import databases
from tests.support.odd import make_odd

HTMX = {"HX-Request": "true"}


@pytest.fixture
def keeping(settings):
    """The app as it runs for people: it keeps pages."""
    app = make_odd(databases.test_settings(settings.database_url, keep_pages=True))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(keeping):
    return keeping.test_client()


@pytest.fixture
def statements(keeping):
    """Every statement that the app sends."""
    sent = []
    with keeping.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    return sent


def retitle(offered, title):
    db.session.execute(update(OnOffer).where(OnOffer.id == offered.id).values(title=title))


def test_a_page_that_nothing_changed_is_made_once(visitor, statements):
    make_occurrence()
    db.session.commit()
    first = visitor.get("/events")
    assert statements

    for _ in range(100):  # PostgreSQL also counts what other tests change in their databases
        statements.clear()
        second = visitor.get("/events")
        if not statements:
            break

    assert statements == []
    assert second.data == first.data
    del first.headers["Date"]  # when that one was made
    assert dict(second.headers) == dict(first.headers)


def test_what_changes_shows_at_once(visitor):
    occurrence = make_occurrence()
    db.session.commit()
    path = f"/events/{occurrence.event.slug}"
    visitor.get(path)

    retitle(occurrence.event, "Somewhere else")
    assert "Somewhere else" not in visitor.get(path).text
    db.session.commit()

    assert "Somewhere else" in visitor.get(path).text


def test_a_change_that_began_before_the_page_was_made_shows_at_once(visitor):
    first, second = make_event(title="Pottery"), make_event(title="Weaving")
    db.session.commit()
    early, late = db.engine.connect(), None
    if db.engine.dialect.name == "postgresql":  # SQLite lets one writer in at a time
        late = db.engine.connect()
        late.execute(update(OnOffer).where(OnOffer.id == second.id).values(title="Looms"))
    early.execute(update(OnOffer).where(OnOffer.id == first.id).values(title="Clay"))
    path = f"/events/{first.slug}"

    if late is not None:
        late.commit()
        late.close()
    assert "Pottery" in visitor.get(path).text
    early.commit()
    early.close()

    assert "Clay" in visitor.get(path).text


def test_a_page_made_while_something_changed_is_not_kept_as_new():
    states, shown = iter(["before", "after", "after"]), iter([b"old", b"new"])

    def app(environ, start_response):
        start_response(
            "200 OK", [("Cache-Control", "private, no-cache"), ("Content-Type", "text/html")]
        )
        return [next(shown)]

    kept = KeptPages(app, lambda: next(states))
    answers = [b"".join(ask(kept)) for _ in range(3)]

    assert answers == [b"old", b"new", b"new"]


def test_a_page_does_not_outlive_its_minute(visitor, freeze):
    occurrence = make_occurrence(starts_at=utcnow().replace(second=0) + timedelta(days=3))
    db.session.commit()
    start = occurrence.starts_at
    freeze(start - timedelta(seconds=1))
    assert "On now" not in visitor.get("/events").text

    freeze(start)

    assert "On now" in visitor.get("/events").text


def test_nobody_gets_what_was_made_for_a_cookie(keeping):
    with_theme, stranger = keeping.test_client(), keeping.test_client()
    with with_theme.session_transaction() as session:
        session["theme"] = "dark"

    assert 'data-theme="dark"' in with_theme.get("/odd/page").text
    assert "data-theme" not in stranger.get("/odd/page").text
    assert 'data-theme="dark"' in with_theme.get("/odd/page").text


@pytest.mark.parametrize("path", ["/odd/form", "/odd/mine/7", "/odd/remember", "/healthz"])
def test_what_is_someones_own_is_never_kept(keeping, path):
    kept = keeping.wsgi_app
    while not isinstance(kept, KeptPages):
        kept = kept._app if hasattr(kept, "_app") else kept.app

    keeping.test_client().get(path)
    assert kept._kept == {}
    keeping.test_client().get("/odd/page")

    assert len(kept._kept) == 1


def test_a_page_and_its_part_are_two(visitor):
    page, part = visitor.get("/events"), visitor.get("/events", headers=HTMX)

    assert "<html" in page.text
    assert "<html" not in part.text
    assert "<html" in visitor.get("/events").text
    assert visitor.get("/events", headers=HTMX).data == part.data


def test_packed_answers_go_only_to_those_who_take_them(visitor):
    packed = visitor.get("/odd/page", headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in visitor.get("/odd/page").headers


def test_a_kept_page_is_answered_short_to_whoever_has_it(visitor):
    whole = visitor.get("/odd/page")

    short = visitor.get("/odd/page", headers={"If-None-Match": whole.headers["ETag"]})
    other = visitor.get("/odd/page", headers={"If-None-Match": 'W/"another"'})

    assert (short.status_code, short.data) == (304, b"")
    assert short.headers["ETag"] == whole.headers["ETag"]
    assert (other.status_code, other.data) == (200, whole.data)


def test_kept_pages_are_in_the_log(visitor, capsys):
    for _ in range(2):
        visitor.get("/events")

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    routes = [(line["route"], line["status"]) for line in lines if line["event"] == "request"]
    assert routes == [("/events", 200)] * 2


def test_memory_is_bounded_however_many_pages_are_asked_for():
    body = b"x" * 100_000

    def app(_environ, start_response):
        start_response("200 OK", [("Cache-Control", FOR_EVERYONE), ("Content-Type", "text/html")])
        return [body]

    kept = KeptPages(app, lambda: "the same")
    for number in range(3 * MOST_KEPT // len(body)):
        ask(kept, query=f"words={number}")

    assert 0 < sum(len(page.body) for page in kept._kept.values()) <= MOST_KEPT


def test_where_nobody_knows_what_changed_each_page_is_made():
    made = []

    def app(environ, start_response):
        made.append(1)
        start_response(
            "200 OK", [("Cache-Control", "private, no-cache"), ("Content-Type", "text/html")]
        )
        return [b"page"]

    kept = KeptPages(app, lambda: None)
    for _ in range(2):
        ask(kept)

    assert len(made) == 2


def ask(app, query=""):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/odd/page", "QUERY_STRING": query}
    environ |= {"HTTP_HOST": "localhost", "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    environ |= {"wsgi.url_scheme": "http", "wsgi.input": None, "REMOTE_ADDR": "127.0.0.1"}
    return app(environ, lambda *said: None)
