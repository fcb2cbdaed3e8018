"""Holding a row: who comes second waits, and reads what the first one wrote."""

from threading import Thread

import pytest
from sqlalchemy import event, update
from sqlalchemy.exc import NoResultFound

from app.events.models import Event
from app.people.models import Person
from app.shared.database import db, writing
from app.shared.holding import hold, hold_all, hold_where
from tests.factories import make_event, make_person


@pytest.fixture
def said(app):
    """The statements that reach the database, and what with."""
    said = []

    def listen(_connection, _cursor, statement, parameters, *_rest):
        said.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", listen)
    yield said
    event.remove(db.engine, "before_cursor_execute", listen)


def test_who_comes_second_waits_and_reads_again(app):
    person = make_person(name="Bev")
    db.session.commit()
    person_id, seen = person.id, []

    def second():
        with app.app_context(), writing():
            same = db.session.get_one(Person, person_id)
            hold(same, again=["name"])
            seen.append(same.name)

    with writing():
        hold(person)
        other = Thread(target=second)
        other.start()
        person.name = "Bev A"
        db.session.commit()
        other.join()

    assert seen == ["Bev A"]


def test_what_was_read_before_is_read_again_in_the_same_statement(said):
    person = make_person(name="Bev")
    db.session.refresh(person)
    db.session.execute(
        update(Person).values(name="Bev A").execution_options(synchronize_session=False)
    )
    said.clear()

    hold(person, again=["name"])

    assert person.name == "Bev A"
    assert len(said) == 1


def test_a_held_row_does_not_look_changed(app):
    held = make_event()
    before = held.updated_at

    hold(held)
    hold_where(Event, Event.id == held.id)
    db.session.expire(held)

    assert held.updated_at == before


def test_a_row_that_is_gone_cannot_be_held(app):
    person = make_person()
    gone = Person(id=person.id + 1)

    assert hold_where(Person, Person.id == gone.id) == 0
    hold_all(Person, [gone.id])
    with pytest.raises(NoResultFound):
        hold(gone)


def test_several_are_held_in_the_order_of_their_numbers(said):
    first, second, third = (make_person().id for _ in range(3))
    said.clear()

    hold_all(Person, [third, first, second, first])

    assert [_number(said_with) for _, said_with in said] == [first, second, third]


def _number(said_with):
    [number] = said_with.values() if isinstance(said_with, dict) else said_with
    return number
