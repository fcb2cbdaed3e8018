"""Pages on PostgreSQL: they cannot write, and what they ask stays prepared."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from app.events.models import Occurrence
from app.shared.database import db
from tests.factories import make_occurrence

PREPARED = text("SELECT count(*) FROM pg_prepared_statements")
OFTEN = 8
"""More often than psycopg wants to have heard a question before it has it prepared."""


def capacity(occurrence_id):
    return db.session.scalar(select(Occurrence.capacity).where(Occurrence.id == occurrence_id))


def test_a_page_cannot_write_and_what_comes_after_it_can(app, database_kind):
    if database_kind != "postgresql":
        return  # SQLite has no such transactions
    number = make_occurrence().id
    db.session.commit()
    write = update(Occurrence).where(Occurrence.id == number).values(capacity=3)

    with app.app_context(), app.test_request_context("/"):
        app.preprocess_request()
        with pytest.raises(DBAPIError, match="read-only"):
            db.session.execute(write)
        db.session.rollback()
    with app.app_context():
        db.session.execute(write)
        db.session.commit()

    assert capacity(number) == 3


def test_what_was_written_and_not_committed_is_taken_back(app, database_kind):
    number = make_occurrence(capacity=12).id
    db.session.commit()

    with app.app_context(), app.test_request_context("/", method="POST"):
        app.preprocess_request()
        db.session.execute(update(Occurrence).values(capacity=3))
        db.session.rollback()

    assert capacity(number) == 12


def test_what_pages_ask_stays_prepared(app, client, database_kind):
    if database_kind != "postgresql":
        return  # SQLite prepares in the time that PostgreSQL takes to listen
    db.engine.dispose()  # so that there is one connection, and it is new
    db.session.close()

    for _ in range(OFTEN):
        client.get("/events")

    assert db.session.scalar(PREPARED) > 0
