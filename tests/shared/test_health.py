from datetime import timedelta

import pytest

from app.shared import health, outbox
from app.shared.database import db, utcnow
from app.shared.worker import WorkerHeartbeat
from tests.support import databases
from tests.support.odd import inside


def beat(ago=timedelta(0)):
    db.session.add(WorkerHeartbeat(name="one", seen_at=utcnow() - ago))
    db.session.flush()


def post(due_ago):
    outbox.post(
        kind="bookings.booked",
        to="kelly@example.org",
        full=False,
        context={},
        send_after=utcnow() - due_ago,
    )


@pytest.fixture
def mail_leaves(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_SERVER", "127.0.0.1")


def test_ready_when_everything_is(app):
    beat()

    assert health.readyz() == (True, ["ok"])


def test_a_worker_that_never_ran_is_missed(app):
    ok, words = health.readyz()

    assert not ok
    assert words == ["No worker has ever run: mail waits."]


def test_a_worker_that_fell_silent_is_missed(app):
    beat(ago=timedelta(minutes=7))

    assert health.readyz() == (False, ["No worker for 7 minutes: mail waits."])


def test_one_worker_of_several_is_enough(app):
    beat(ago=timedelta(hours=7))
    db.session.add(WorkerHeartbeat(name="two", seen_at=utcnow()))

    assert health.readyz() == (True, ["ok"])


def test_mail_that_is_stuck_is_missed(app, mail_leaves):
    beat()
    post(due_ago=timedelta(minutes=40))

    assert health.readyz() == (False, ["The oldest mail has waited for 40 minutes."])


def test_mail_that_is_young_or_not_due_is_no_trouble(app, mail_leaves):
    beat()
    post(due_ago=timedelta(minutes=2))
    post(due_ago=-timedelta(days=2))

    assert health.readyz() == (True, ["ok"])


def test_a_database_without_tables_is_not_ready(database_kind, process_name):
    address = databases.bare_database(database_kind, f"bare_health_{process_name}")

    with inside(databases.test_settings(address)):
        ok, (words,) = health.readyz()

    assert not ok
    assert words.startswith("The database stands at migration none, the code at 0")


def test_a_database_that_is_gone_is_not_ready_but_the_process_lives(tmp_path):
    gone = databases.test_settings(f"sqlite:///{tmp_path}/no-such-folder/site.db")

    with inside(gone):
        assert health.readyz() == (False, ["The database does not answer."])
        assert health.healthz() == "ok"
