"""Writers on SQLite take turns.

SQLite lets writers sleep longer and longer between tries, so under load whoever came first may wait
for seconds while others walk past. Here they wait at two locks beside the database: for the next
turn, and with that in hand for the turn itself. Whoever has just had a turn cannot take another one
at once, because someone else has the next; the others all try as often. The system lets go of the
locks of a process that dies, so nobody is left waiting for it.
"""

import fcntl
import os
import sqlite3
import time
from typing import Any

BETWEEN_TRIES = 0.001
"""Seconds. Short beside the time that a writer needs, and a try costs some microseconds."""


class Connection(sqlite3.Connection):
    """A connection that can wait for its turn, and passes it on when its transaction ends."""

    def __init__(self, database: str, *args: Any, **more: Any) -> None:
        super().__init__(database, *args, **more)
        # A database in memory is seen by one connection only: there is nobody to wait for.
        is_file = bool(database) and database != ":memory:"
        self._locks = [_open(f"{database}-{name}") for name in ("next", "turn")] if is_file else []
        self._has_turn = False

    def take_turn(self, seconds: float) -> bool:
        """Wait for the turn, but no longer than `seconds`; whether it came."""
        if self._has_turn or not self._locks:
            return True
        following, turn = self._locks
        until = time.monotonic() + seconds
        if not _wait(following, until):
            return False
        try:
            self._has_turn = _wait(turn, until)
        finally:
            fcntl.flock(following, fcntl.LOCK_UN)
        return self._has_turn

    def commit(self) -> None:
        """As ever; what was written is safe before the turn is passed on."""
        try:
            super().commit()
        finally:
            self._pass_on()

    def rollback(self) -> None:
        """As ever."""
        try:
            super().rollback()
        finally:
            self._pass_on()

    def close(self) -> None:
        """As ever."""
        super().close()
        while self._locks:
            os.close(self._locks.pop())  # which lets go of it

    def _pass_on(self) -> None:
        if self._has_turn and not self.in_transaction:
            self._has_turn = False
            fcntl.flock(self._locks[-1], fcntl.LOCK_UN)


def _open(path: str) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _wait(lock: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(BETWEEN_TRIES)
        else:
            return True
