"""What the migrations of this room do to rows that are there."""

from itertools import count

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app import create_app
from app.shared.database import db
from tests.support import databases

number = count()
KELLY = """INSERT INTO people (id, name, email, wants_full_words, created_at)
VALUES (1, 'Kelly', 'kelly@example.org', true, '2026-11-01 23:30:00')"""
SIGNED_IN = """INSERT INTO sign_ins (id, person_id, token_hash, is_kept, started_at, ends_at)
VALUES (1, 1, 'a hash', false, '2026-11-20 23:30:00', '2026-12-20 23:30:00')"""


@pytest.fixture
def old_app(database_kind, process_name):
    """An app on a database of before, with somebody signed in."""
    address = databases.bare_database(database_kind, f"people_{process_name}_{next(number)}")
    app = create_app(databases.test_settings(address))
    with app.app_context():
        upgrade(revision="0003")
        for words in (KELLY, SIGNED_IN):
            db.session.execute(text(words))
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


def rows(words):
    found = [tuple(row) for row in db.session.execute(text(words))]
    db.session.rollback()
    return found


def test_whoever_was_signed_in_stays_so_on_the_way_up_and_down(old_app):
    upgrade(revision="0004")

    assert rows("SELECT name, wants_full_words, wants_reminders FROM people") == [
        ("Kelly", True, True)
    ]
    assert rows("SELECT token_hash, browser FROM sign_ins") == [("a hash", "")]

    db.session.rollback()

    downgrade(revision="0003")

    assert rows("SELECT name, email FROM people") == [("Kelly", "kelly@example.org")]
    assert rows("SELECT person_id, token_hash FROM sign_ins") == [(1, "a hash")]


def test_whoever_is_here_has_a_daily_summary_unless_they_say_no(old_app):
    upgrade(revision="0010")

    assert rows("SELECT name, wants_digest FROM people") == [("Kelly", True)]

    downgrade(revision="0009")

    assert rows("SELECT name, wants_reminders FROM people") == [("Kelly", True)]
