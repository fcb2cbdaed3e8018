"""The database, and the few types every room's models share."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from app.shared import turns

SQLITE_WAIT_MS = 5_000
"""How long a writer waits for the one before it, in milliseconds, before the page says so."""

_writing: ContextVar[bool | None] = ContextVar("writing", default=None)
"""Whether what runs here means to write; None where nobody said."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always UTC-aware in Python, whichever database keeps it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


Moment = Annotated[datetime, mapped_column(UtcDateTime)]


class Base(DeclarativeBase):
    """Named constraints, so a migration can name what it changes."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

# A type checker cannot follow `db.Model`; this gives it the class behind the name.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def utcnow() -> datetime:
    """Now, in UTC. The one clock of the app."""
    return datetime.now(UTC)


@contextmanager
def writing() -> Iterator[None]:
    """Inside, transactions on SQLite take the write lock at once.

    A transaction that reads first and writes later is refused by SQLite without waiting when
    another one wrote in between, so every writer must start as one. Readers must not, or all
    pages would queue behind each other.
    """
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def init_app(app: Flask) -> None:
    """Join the database to the app and set up each connection."""
    db.init_app(app)
    app.before_request(_choose_transaction)
    app.teardown_appcontext(_let_go)  # before the extension’s own, which fails as a whole request
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _connect_sqlite)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        from app.shared import postgresql  # its driver would be in every worker's memory

        postgresql.prepare(engine, is_reading=lambda: _writing.get() is False)


def _choose_transaction() -> None:
    _writing.set(request.method not in ("GET", "HEAD", "OPTIONS"))


def _let_go(_error: object) -> None:
    """A database that ends between the answer and this takes no answer back."""
    with suppress(DBAPIError):
        db.session.close()
    _writing.set(None)


def _connect_sqlite(_dialect: object, _record: object, _args: object, how: dict[str, Any]) -> None:
    how["factory"] = turns.Connection


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a booking that was acknowledged survives a power cut
        "foreign_keys=ON",
        f"busy_timeout={SQLITE_WAIT_MS}",
        "secure_delete=ON",  # what is erased is overwritten, not only unlinked
        "cache_size=-4000",  # KiB for each connection; more hardly helps, as indexes hold the lists
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if not _writing.get():
        connection.exec_driver_sql("BEGIN")
        return
    if connection.connection.driver_connection.take_turn(SQLITE_WAIT_MS / 1000):  # type: ignore[union-attr]
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql("PRAGMA busy_timeout=0")  # it has been waited for long enough
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={SQLITE_WAIT_MS}")
