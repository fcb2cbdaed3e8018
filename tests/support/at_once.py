"""Two who do something at the same moment, in two transactions: the second begins before what the
first one did is committed."""

from threading import Event, Thread

import pytest
from sqlalchemy import event

from app.shared.database import db, writing

PATIENCE = 20  # seconds


@pytest.fixture
def at_once(app):
    """at_once(act, other): `act` here, and before that is committed begin `other` (or the same) in
    another thread. It has begun once it is to take a lock, with a statement that begins with one of
    `waits`, or has sent a statement with one of the words of `looks` in it."""

    def at_once(act, other=None, *, looks=(), waits=("UPDATE", "DELETE")):
        is_on_its_way, failed = Event(), []

        def second():
            with app.app_context(), writing():
                _tell(is_on_its_way, looks, waits)
                try:
                    (other or act)()
                    db.session.commit()
                except Exception as error:
                    failed.append(error)

        with writing():
            act()
            thread = Thread(target=second)
            thread.start()
            assert is_on_its_way.wait(PATIENCE)
            db.session.commit()
            thread.join(PATIENCE)
        assert not failed

    return at_once


def _tell(told, looks, waits):
    """On PostgreSQL: it is about to take a lock, or has read what the other one has not committed.
    On SQLite a second writer waits before it can do anything."""
    if db.engine.dialect.name == "sqlite":
        told.set()
        return
    connection = db.session.connection()

    def before(_connection, _cursor, statement, *_rest):
        if statement.startswith(waits):
            told.set()

    def after(_connection, _cursor, statement, *_rest):
        if any(words in statement for words in looks):
            told.set()

    event.listen(connection, "before_cursor_execute", before)
    event.listen(connection, "after_cursor_execute", after)
