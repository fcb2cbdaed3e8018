"""SQLite's file is locked by another program, or its disk is full: words, and nothing lost."""

import resource
import sqlite3
from contextlib import closing, contextmanager
from itertools import count
from threading import Thread

import pytest
from sqlalchemy.engine import make_url

from app.shared.error_pages import WORDS
from tests.faults.crowd import Visitor
from tests.faults.dates import date_in
from tests.support import databases
from tests.support.server import Server

SECONDS = 30


number = count(1)


@pytest.fixture
def address(process_name):
    return databases.empty_database("sqlite", f"trouble_{process_name}_{next(number)}")


@pytest.fixture
def date(address):
    return date_in(address, places=10)


@pytest.fixture
def server(address, date):
    with Server(address, WORKER="off", RATELIMIT_ENABLED="0") as server:
        yield server


def ask(address, question):
    with closing(sqlite3.connect(make_url(address).database, timeout=SECONDS)) as file:
        return file.execute(question).fetchone()[0]


def bookings(address):
    return ask(address, "SELECT count(*) FROM bookings")


@contextmanager
def locked(address):
    """Someone else writes to the file, until the end of `with`."""
    with closing(sqlite3.connect(make_url(address).database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full_disk(server):
    """No file of the server's processes can grow, whatever it writes, until the end of `with`."""
    pids = server.children()
    usual = [resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids]
    for pid, (_, hard) in zip(pids, usual, strict=True):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    yield
    for pid, limit in zip(pids, usual, strict=True):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def sending(visitor, date, form):
    """Sends the form in a thread, whose `answer` is there when it has ended."""
    thread = Thread(target=lambda: setattr(thread, "answer", visitor.send(date.path, form)))
    thread.start()
    return thread


def test_a_booking_waits_three_seconds_for_the_lock_and_is_made(server, address, date):
    visitor = Visitor(server.url)
    form = visitor.open_form(date.path)

    with locked(address):
        sent = sending(visitor, date, form)
        sent.join(3)
        is_waiting, pages = sent.is_alive(), Visitor(server.url).get("/events").status
    sent.join(SECONDS)

    assert (is_waiting, pages) == (True, 200)
    assert sent.answer.code
    assert bookings(address) == 1


def test_a_booking_that_waits_too_long_is_refused_in_words_and_made_afterwards(
    server, address, date
):
    visitor = Visitor(server.url)
    form = visitor.open_form(date.path)

    with locked(address):
        sent = sending(visitor, date, form)
        sent.join(10)
        assert not sent.is_alive(), "Nobody waits ten seconds"
        refused = sent.answer

    assert refused.status == 503
    assert WORDS[503].title in refused.text
    assert refused.headers["Retry-After"]
    assert bookings(address) == 0
    assert visitor.send(date.path, form).code
    assert bookings(address) == 1


def test_on_a_full_disk_pages_are_read_and_bookings_wait_for_room(server, address, date):
    visitor = Visitor(server.url)
    assert visitor.send(date.path, visitor.open_form(date.path)).code
    another = Visitor(server.url)
    form = another.open_form(date.path)

    with full_disk(server):
        refused = another.send(date.path, form)
        pages = [another.get(path).status for path in ("/events", date.path, "/healthz")]

    assert refused.status == 503
    assert WORDS[503].next in refused.text
    assert pages == [200, 200, 200]
    assert bookings(address) == 1
    assert another.send(date.path, form).code, "It works again without a restart"
    assert (bookings(address), ask(address, "PRAGMA integrity_check")) == (2, "ok")
