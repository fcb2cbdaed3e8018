"""Two taps at the same moment, in two transactions: the second waits for the first."""

from threading import Event, Thread

import pytest
from sqlalchemy import event, func, select

from app.people.models import Person
from app.rota import queries, services
from app.rota.models import RotaChoice, ShiftSignup
from app.shared.database import db, writing
from app.shared.outbox import OutboxMessage
from tests.factories import WEEK, make_application, make_role, make_shift, make_signup

PATIENCE = 20  # seconds


@pytest.fixture
def at_once(app):
    """at_once(act): do it here, and before that is committed begin the same in another thread."""

    def at_once(act):
        is_on_its_way, failed = Event(), []

        def second():
            with app.app_context(), writing():
                _tell_when_it_waits_or_has_looked(is_on_its_way)
                try:
                    act()
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


def _tell_when_it_waits_or_has_looked(told):
    """On PostgreSQL: it is about to take a lock, or has read what the other one has not committed.
    On SQLite a second writer waits before it can do anything."""
    if db.engine.dialect.name == "sqlite":
        told.set()
        return
    connection = db.session.connection()

    def before(_connection, _cursor, statement, *_rest):
        if statement.startswith("UPDATE"):
            told.set()

    def after(_connection, _cursor, statement, *_rest):
        if "FROM rota_choices" in statement or "FROM shift_signups" in statement:
            told.set()

    event.listen(connection, "before_cursor_execute", before)
    event.listen(connection, "after_cursor_execute", after)


def test_two_first_choices_are_one(at_once):
    signup = make_signup()
    person_id = signup.person_id
    db.session.commit()

    at_once(lambda: services.choose_cover(db.session.get_one(Person, person_id), "no"))

    assert db.session.scalar(select(func.count(RotaChoice.id))) == 1


def test_giving_a_shift_back_twice_lets_in_one_who_stands_by(at_once, sent):
    role = make_role()
    shift = make_shift(role, most=1, least=1, starts_in=WEEK)
    person_id, shift_id = make_signup(shift).person_id, shift.id
    for _ in range(2):
        make_signup(shift, make_application(role).person, state="standby")
    db.session.commit()

    def give_back():
        shift, person = queries.shift(shift_id), db.session.get_one(Person, person_id)
        services.cannot_make_it(shift, person)

    at_once(give_back)

    states = db.session.scalars(select(ShiftSignup.state).order_by(ShiftSignup.id)).all()
    assert states == ["cannot_make_it", "signed_up", "standby"]
    assert db.session.scalars(select(OutboxMessage.kind)).all() == ["rota.promoted"]
