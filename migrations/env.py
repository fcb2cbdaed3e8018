"""How migrations meet the database: the same code for SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

from app.shared.database import UtcDateTime, writing

# Full-text search is built by hand in 0002: its shadow tables, column and index have no models.
SEARCH_TABLES = "event_texts_fts"
SEARCH_NAMES = ("fts", "ix_event_texts_fts")

MIGRATION_LOCK = 20261126
"""Any number that nothing else in the database takes as an advisory lock."""


def has_a_model(
    item: SchemaItem, name: str | None, kind: str, reflected: bool, _model: SchemaItem | None
) -> bool:
    """False for what search keeps in the database on its own account."""
    if not reflected or name is None:
        return True
    return not name.startswith(SEARCH_TABLES) if kind == "table" else name not in SEARCH_NAMES


def without_our_types(kind: str, item: object, _autogen: object) -> str | bool:
    """Write our own column types as plain ones: a migration imports nothing from the app."""
    is_moment = kind == "type" and isinstance(item, UtcDateTime)
    return "sa.DateTime(timezone=True)" if is_moment else False


@contextmanager
def made_ready(connection: Connection) -> Iterator[None]:
    """One migration at a time, however long it takes, and no row lost on the way."""
    if connection.dialect.name == "postgresql":
        with context.begin_transaction():
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
            yield
        return
    # SQLite alters a table by copying and dropping it, and a dropped table deletes the rows that
    # depend on its own. The switch only turns outside a transaction, so not through SQLAlchemy.
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with writing(), context.begin_transaction():
            yield
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if orphans:
                raise SystemExit(f"The migration left rows without their parent: {orphans[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database; there is no script to print.")

migrate = current_app.extensions["migrate"]
with migrate.db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=migrate.db.metadata,
        include_object=has_a_model,
        render_item=without_our_types,
        transactional_ddl=True,  # SQLite can, once BEGIN is said by hand as shared/database.py does
        **migrate.configure_args,
    )
    with made_ready(connection):
        context.run_migrations()
