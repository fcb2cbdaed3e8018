"""Writers on SQLite: one at a time, nobody twice before another once, nobody left waiting."""

import fcntl
import sqlite3
import subprocess
import sys
from threading import Event, Thread

import pytest

from app.shared.turns import Connection

WRITES = "UPDATE things SET number = number + 1"
PATIENCE = 10  # seconds
HOLDS_AND_DIES = """
import os, sys
from app.shared.turns import Connection
connection = Connection(sys.argv[1], isolation_level=None)
assert connection.take_turn(5)
connection.execute("BEGIN IMMEDIATE")
os._exit(9)
"""


@pytest.fixture
def path(tmp_path):
    path = str(tmp_path / "things.db")
    first = sqlite3.connect(path)
    first.executescript("PRAGMA journal_mode=WAL; CREATE TABLE things AS SELECT 0 AS number")
    first.close()
    return path


@pytest.fixture
def connect(path):
    made = []

    def connect():
        made.append(Connection(path, isolation_level=None, check_same_thread=False))
        return made[-1]

    yield connect
    for connection in made:
        connection.close()


def begin(connection):
    assert connection.take_turn(PATIENCE)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(WRITES)


def test_a_second_writer_waits_for_the_first(connect):
    first, second = connect(), connect()
    begin(first)

    assert not second.take_turn(0.05)
    first.commit()

    assert second.take_turn(0)


def test_a_turn_given_back_is_free_again(connect):
    first, second = connect(), connect()
    begin(first)

    first.rollback()

    assert second.take_turn(0)


def test_whoever_had_a_turn_lets_those_who_wait_go_first(connect):
    greedy, patient = connect(), connect()
    order, is_waiting = [], Event()

    def wait():
        is_waiting.set()
        begin(patient)
        order.append("patient")
        patient.commit()

    begin(greedy)
    waiting = Thread(target=wait)
    waiting.start()
    is_waiting.wait(PATIENCE)
    while not _someone_is_next(greedy):
        pass  # until the other one stands in line
    greedy.commit()
    begin(greedy)
    order.append("greedy")
    greedy.commit()
    waiting.join(PATIENCE)

    assert order == ["patient", "greedy"]


def test_a_turn_ends_with_its_process(connect, path):
    died = subprocess.run([sys.executable, "-c", HOLDS_AND_DIES, path], check=False)
    assert died.returncode == 9

    begin(connect())


def test_a_turn_ends_with_its_connection(connect):
    first, second = connect(), connect()
    begin(first)

    first.close()

    assert second.take_turn(0)


def test_a_turn_is_kept_while_its_transaction_lasts(connect):
    first, second = connect(), connect()
    first.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
    first.execute("CREATE TABLE children (id REFERENCES parents DEFERRABLE INITIALLY DEFERRED)")
    first.execute("PRAGMA foreign_keys = ON")
    begin(first)
    first.execute("INSERT INTO children VALUES (1)")

    with pytest.raises(sqlite3.IntegrityError):
        first.commit()
    assert first.in_transaction
    assert not second.take_turn(0.01)
    first.rollback()

    assert second.take_turn(0)


def test_readers_wait_for_nobody(connect):
    writer, reader = connect(), connect()
    begin(writer)

    assert reader.execute("SELECT number FROM things").fetchone() == (0,)


def test_a_database_in_memory_has_no_line():
    connection = Connection(":memory:", isolation_level=None)

    assert connection.take_turn(0)
    connection.close()


def _someone_is_next(connection):
    """Whether somebody else holds the lock that says who is next."""
    following, _ = connection._locks
    try:
        fcntl.flock(following, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(following, fcntl.LOCK_UN)
    return False
