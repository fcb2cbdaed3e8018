"""The demonstration as a site, and the people in it as visitors."""

import pytest
from sqlalchemy import select

from app import create_app
from app.people.models import Person
from app.people.services import start_sign_in
from app.people.views import TOKEN
from app.shared.database import db
from tests.support import databases
from tests.support.client import Client


@pytest.fixture(scope="module")
def demo(process_name):
    """The site with the whole demonstration in it."""
    app = create_app(
        databases.test_settings(databases.demo_database("sqlite", f"rows_{process_name}"))
    )
    app.test_client_class = Client
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def demo_as_it_was(demo):
    """What is in its database before any row is walked."""
    return databases.AsItWas(demo.config["SETTINGS"].database_url)


@pytest.fixture(autouse=True)
def nobody_was_here(request):
    """Each row is walked on the same demonstration, whichever were walked before it."""
    if "demo" in request.fixturenames:
        before = request.getfixturevalue("demo_as_it_was")
        db.session.remove()
        before.put_back()


@pytest.fixture
def visit(demo):
    """visit("Priya") is a browser in which Priya is signed in; visit() is a stranger's."""

    def visit(name=None):
        client = demo.test_client()
        if name:
            query = select(Person).where(Person.name.startswith(name)).order_by(Person.id)
            token = start_sign_in(db.session.scalars(query).first())
            db.session.commit()
            with client.session_transaction() as session:
                session[TOKEN] = token
                session["_fresh"] = True
        return client

    return visit
