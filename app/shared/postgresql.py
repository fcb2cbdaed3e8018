"""Connections to PostgreSQL: no wait without an end, and statements that stay prepared.

psycopg forgets all that it had prepared at each ROLLBACK, and that is how a transaction ends that
only read: PostgreSQL would plan every question of every page anew, which takes it longer than to
answer it. So pages read in transactions that cannot write, and those end with COMMIT.
"""

from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event

SETTINGS = (
    "lock_timeout = '5s'",
    "statement_timeout = '15s'",
    "idle_in_transaction_session_timeout = '30s'",
    "TIME ZONE 'UTC'",
    "jit = off",  # compiling took longer than any question we ask
    "max_parallel_workers_per_gather = 0",  # and so does sharing one out
)


class Reader(psycopg.Connection[Any]):
    """A connection that commits where it could only read."""

    def rollback(self) -> None:
        """As ever, but for a transaction that has nothing to take back."""
        if self.read_only and self.info.transaction_status == TransactionStatus.INTRANS:
            self.commit()
        else:
            super().rollback()


def prepare(engine: Engine, is_reading: Callable[[], bool]) -> None:
    """Set up each connection of `engine`. What begins while `is_reading()` cannot write."""

    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        is_idle = driver.info.transaction_status == TransactionStatus.IDLE
        if is_idle and driver.read_only != is_reading():
            driver.read_only = is_reading()

    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", begin)


def _connect(_dialect: object, _record: object, args: Any, how: dict[str, Any]) -> Reader:
    return Reader.connect(*args, **how)


def _set_up(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        for setting in SETTINGS:
            cursor.execute(f"SET {setting}")
    connection.commit()
