"""Watching what the app does: the statements it sends, the mail it writes, the time it sees."""

from contextlib import ExitStack

import pytest
import time_machine
from sqlalchemy import event, select

from app.shared import mail
from app.shared.database import db
from app.shared.outbox import OutboxMessage

PREPARING = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ", "PRAGMA")
"""Statements that open or set up, and ask nothing of the database."""


@pytest.fixture
def count_queries(app):
    """count_queries(run) calls `run` and answers how many statements it sent."""
    seen = []

    def listen(_connection, _cursor, statement, *_rest):
        if not statement.startswith(PREPARING):
            seen.append(statement)

    def count(run):
        seen.clear()
        run()
        return len(seen)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    yield count
    event.remove(engine, "before_cursor_execute", listen)


@pytest.fixture
def sent(app):
    """sent() answers every mail in the outbox as its reader would see it, oldest first."""

    def sent():
        db.session.rollback()
        oldest_first = select(OutboxMessage).order_by(OutboxMessage.id)
        return [mail.render(message) for message in db.session.scalars(oldest_first)]

    return sent


@pytest.fixture
def freeze():
    """freeze(moment) stops the clock there, until the next freeze or the end of the test."""
    with ExitStack() as stack:
        yield lambda moment: stack.enter_context(time_machine.travel(moment, tick=False))
