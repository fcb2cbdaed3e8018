"""For the tests of mail: a message to post, a mail server to hand it to, and a worker."""

from dataclasses import replace

import pytest
from jinja2 import ChoiceLoader, DictLoader

from app.shared import mail, outbox
from app.shared.database import db, writing
from app.shared.worker import Worker
from tests.support.smtp import mail_server

WORDS = {
    "tests/email/hello.txt": (
        '{% extends "layouts/email.txt" %}'
        "{% block subject %}Pottery with {{ name }}{% endblock %}"
        "{% block discreet_subject %}You're booked for {{ day }}{% endblock %}"
        "{% block body %}You're booked, {{ name }}. {{ link('site.home') }}{% endblock %}"
    ),
    "tests/email/hello.html": (
        '{% extends "layouts/email.html" %}'
        "{% block body %}<p>You’re booked, {{ name }}.</p>{% endblock %}"
    ),
}


@pytest.fixture
def words(app, monkeypatch):
    """Mail of the kind tests.hello can be written; more kinds go into the dict given."""
    ours = dict(WORDS)
    loader = ChoiceLoader([DictLoader(ours), app.jinja_env.loader])
    monkeypatch.setattr(app.jinja_env, "loader", loader)
    return ours


@pytest.fixture
def post(app, words):
    """post(to="kelly@example.org", ...) posts a mail and commits it."""

    def post(to="kelly@example.org", **says):
        given = {
            "kind": "tests.hello",
            "full": False,
            "context": {"name": "Kelly", "day": "Friday"},
        }
        with writing():
            message = outbox.post(to=to, **{**given, **says})
            db.session.flush()
            id = message.id
            db.session.commit()
        return id

    return post


@pytest.fixture
def set_mail(app, monkeypatch):
    """set_mail(smtp_url, ...) points the app at a mail server until the test ends."""

    def set_mail(smtp_url, **says):
        says = {"demo": False, "mail_timeout": 2, "mail_from": "hello@alongside.example", **says}
        settings = replace(app.config["SETTINGS"], smtp_url=smtp_url, **says)
        for name, value in settings.for_flask().items():
            if name == "SETTINGS" or name.startswith("MAIL_"):
                monkeypatch.setitem(app.config, name, value)
        monkeypatch.setitem(app.extensions, "mail", None)
        mail.init_app(app)

    return set_mail


@pytest.fixture
def sink(set_mail):
    """A mail server that takes everything, unless `sink.answers` says otherwise."""
    with mail_server() as (sink, url):
        set_mail(url)
        yield sink


@pytest.fixture
def worker(app):
    """A worker without tasks; `worker.work()` sends what is due."""
    return Worker(app)


@pytest.fixture
def stored(app):
    """stored(id) is the message as the database has it now."""

    def stored(id):
        db.session.rollback()
        return db.session.get(outbox.OutboxMessage, id, populate_existing=True)

    return stored
