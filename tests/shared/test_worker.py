"""The worker: wakes, does its tasks, outlives trouble and ends with its process."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import text

from app.config import ROOT
from app.shared import outbox
from app.shared.database import db, utcnow, writing
from app.shared.worker import Task, Worker, heartbeat_age, loop
from app.shared.worker.transactions import transaction

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def wait_for(app):
    """wait_for(happens) looks again and again, leaving no transaction open behind it."""

    def wait_for(happens, seconds=20):
        deadline = time.monotonic() + seconds
        happened = happens()
        while not happened and time.monotonic() < deadline:
            db.session.rollback()
            Event().wait(0.02)
            happened = happens()
        db.session.rollback()
        assert happened

    return wait_for


@contextmanager
def running(worker):
    """The worker at work in a thread of its own, which must end when it is told to."""
    thread = Thread(target=worker.run)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join(20)
    assert not thread.is_alive()


def rename(table, name):
    with writing():
        db.session.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
        db.session.commit()


def test_a_running_worker_is_woken_by_a_commit(post, sink, worker, wait_for, monkeypatch):
    monkeypatch.setattr(loop, "POLL_SECONDS", 60.0)
    with running(worker):
        wait_for(heartbeat_age)

        post()
        wait_for(lambda: sink.messages)

    assert len(sink.messages) == 1


def test_a_task_runs_once_across_workers_until_it_is_due_again(app, freeze):
    runs = []
    hourly = [Task("tests.count", timedelta(hours=1), lambda: runs.append(utcnow()))]
    freeze(NOON)
    Worker(app, hourly).work()
    Worker(app, hourly).work()

    freeze(NOON + timedelta(days=3))
    Worker(app, hourly).work()
    Worker(app, hourly).work()

    assert runs == [NOON, NOON + timedelta(days=3)]


def test_a_task_that_fails_leaves_nothing_and_stops_neither_mail_nor_other_tasks(
    app, post, sink, freeze
):
    def write_and_fail():
        outbox.post(kind="tests.hello", to="never@example.org", full=False, context={})
        raise OSError("the task's own trouble")

    runs = []
    tasks = [
        Task("tests.fails", timedelta(hours=1), write_and_fail),
        Task("tests.works", timedelta(hours=1), lambda: runs.append(1)),
    ]
    post()

    Worker(app, tasks).work()

    assert runs == [1]
    assert [envelope.rcpt_tos for envelope in sink.envelopes] == [["kelly@example.org"]]


def test_a_failed_task_is_tried_again_before_its_usual_time(app, freeze):
    tries = []

    def fail():
        tries.append(1)
        raise OSError("still in trouble")

    freeze(NOON)
    worker = Worker(app, [Task("tests.fails", timedelta(hours=1), fail)])
    worker.work()
    worker.work()
    freeze(NOON + timedelta(minutes=6))
    worker.work()

    assert len(tries) == 2


def test_a_worker_outlives_a_database_that_is_away(post, sink, worker, wait_for, caplog):
    rename("worker_heartbeats", "away")
    with running(worker):
        try:
            wait_for(lambda: "will try again" in caplog.text)
        finally:
            rename("away", "worker_heartbeats")
        post()
        wait_for(lambda: sink.messages)

    assert len(sink.messages) == 1


def test_the_heartbeat_says_how_long_ago_a_worker_was_seen(app, worker, freeze):
    freeze(NOON)
    never = heartbeat_age()
    db.session.rollback()
    worker.work()

    freeze(NOON + timedelta(minutes=3))

    assert never is None
    assert heartbeat_age() == timedelta(minutes=3)


SERVE = """
from app import create_app
from app.shared import worker
print(worker.start_thread(create_app()) is not None)
"""


@pytest.mark.one_database_says_it
@pytest.mark.parametrize(
    ("says", "starts"),
    [
        ({"WORKER": "thread"}, "True"),
        ({"WORKER": "off"}, "False"),
        ({"WORKER": "thread", "FLASK_RUN_FROM_CLI": "true"}, "False"),
    ],
)
def test_the_thread_starts_only_where_pages_are_served_and_ends_with_them(settings, says, starts):
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_uri,
        "DATA_DIR": str(settings.data_dir),
        **says,
    }

    done = subprocess.run(
        [sys.executable, "-c", SERVE], env=environment, cwd=ROOT, capture_output=True, timeout=60
    )

    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().split() == [starts]


def test_what_a_worker_does_is_alone_with_sqlite_from_its_first_look(app, database_kind):
    """Else two would look, both would write, and the second would fail after its work was done."""
    if database_kind != "sqlite":
        return  # PostgreSQL locks rows, not files
    other = sqlite3.connect(db.engine.url.database, timeout=0, isolation_level=None)
    with transaction():
        db.session.scalar(text("SELECT count(*) FROM outbox_messages"))

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
