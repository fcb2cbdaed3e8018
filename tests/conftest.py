"""What every test may ask for. Tests that make rows run on SQLite and again on PostgreSQL."""

import os
from contextlib import ExitStack

import pytest
import time_machine
from sqlalchemy import event

from app import create_app
from app.people import services as people
from app.people.views import TOKEN
from app.shared.database import db
from app.shared.extensions import limiter
from tests.support import databases
from tests.support.client import Client

pytest_plugins = (
    "tests.support.run",
    "tests.support.missing",
    "tests.support.browser",
    "tests.support.journeys",
)

PREPARING = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ", "PRAGMA")
"""Statements that open or set up, and ask nothing of the database."""


@pytest.fixture(scope="session")
def worker():
    """The name of this process among those that share the run."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def settings(database_kind, worker):
    """Settings with a migrated database of this process's own."""
    return databases.test_settings(databases.empty_database(database_kind, f"test_{worker}"))


@pytest.fixture(scope="session")
def app(settings):
    """The app. Forms take posts without their token, which has a test of its own."""
    app = create_app(settings)
    app.config |= {"TESTING": True, "WTF_CSRF_ENABLED": False}
    app.test_client_class = Client
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def clean_start(request):
    """No rows from the test before, no tries counted, and the app to work in."""
    if "database_kind" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("app")
    limiter.reset()
    with app.app_context():
        yield app
        db.session.rollback()
        databases.delete_rows()


@pytest.fixture
def client(app):
    """A browser without JavaScript: keeps cookies, follows what it is told to."""
    return app.test_client()


@pytest.fixture
def sign_in(client):
    """sign_in(person) signs them in on `client`."""

    def sign_in(person):
        token = people.start_sign_in(person)
        db.session.commit()
        with client.session_transaction() as session:
            session[TOKEN] = token
            session["_fresh"] = True

    return sign_in


@pytest.fixture
def count_queries(app):
    """count_queries(run) calls `run` and answers how many statements it sent."""
    seen = []

    def listen(_connection, _cursor, statement, *_rest):
        if not statement.startswith(PREPARING):
            seen.append(statement)

    def count(run):
        seen.clear()
        run()
        return len(seen)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield count
    event.remove(engine, "before_cursor_execute", listen)


@pytest.fixture
def freeze():
    """freeze(moment) stops the clock there, until the next freeze or the end of the test."""
    with ExitStack() as stack:
        yield lambda moment: stack.enter_context(time_machine.travel(moment, tick=False))
