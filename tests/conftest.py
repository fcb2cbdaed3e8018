"""What every test may ask for. Tests that make rows run on SQLite and again on PostgreSQL."""

import os

import pytest
from flask import g

from app import create_app
from app.people import services as people
from app.people.views import TOKEN
from app.shared.database import db
from app.shared.extensions import limiter
from tests.support import databases
from tests.support.client import Client

pytest_plugins = [
    f"tests.support.{name}" for name in ("run", "watching", "at_once", "odd", "browser", "journeys")
]


@pytest.fixture(scope="session")
def process_name():
    """The name of this process among those that share the run."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def settings(database_kind, process_name):
    """Settings with a migrated database of this process's own."""
    return databases.test_settings(databases.empty_database(database_kind, f"test_{process_name}"))


@pytest.fixture(scope="session")
def app(settings):
    """The app. Its forms have their tokens but are taken without: that has a test of its own."""
    app = create_app(settings)
    app.config |= {"TESTING": True, "WTF_CSRF_CHECK_DEFAULT": False}
    app.before_request(lambda: setattr(g, "csrf_valid", True))
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
