"""Two people who change one shift at the same moment: the second has read it before the first is
committed, and goes by what is so by then."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.hours.models import HoursEntry
from app.people.models import Person
from app.rota import queries, services
from app.rota.models import CoverAsk, Shift, ShiftSignup, SignupState
from app.shared.database import db
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import (
    local,
    make_application,
    make_membership,
    make_person,
    make_role,
    make_shift,
    make_signup,
)

NOON = local("2026-11-25 12:00")
IS_TO_WRITE = {"waits": ("UPDATE shift", "INSERT")}
"""It has read whatever it goes by, or waits for its turn to read it."""


def person(name):
    return db.session.scalars(select(Person).where(Person.name == name)).one()


def shift():
    return queries.shift(*db.session.scalars(select(Shift.id)))


def signups():
    """Where each stands, by name."""
    found = select(Person.name, ShiftSignup.state).join(ShiftSignup.person)
    return {name: str(state) for name, state in db.session.execute(found)}


def call_off():
    services.call_off(shift())


def ask_swap():
    services.ask_swap(shift(), person("Ash"))


def keep():
    services.keep(shift(), person("Ash"))


def ask_on():
    services.ask_on()


def sign_up():
    services.sign_up(shift(), person("Bev"))


def put_in():
    services.put_in(shift(), person("Cal"), person("Priya"))


def try_it():
    services.try_one(shift(), person("Dot"))


def for_one_person():
    services.set_people(shift(), 1, 1)


def mark_came():
    services.mark_came(queries.live_of(shift(), person("Ash")), person("Priya"))


@pytest.fixture
def one_shift(freeze):
    """For two; Ash is on it, Bev and Cal have the role too, Dot might try it, Priya coordinates."""
    freeze(NOON)
    role = make_role(offers_taster=True)
    for name in ("Ash", "Bev", "Cal"):
        make_application(role, make_person(name=name))
    make_membership(role.organisation, make_person(name="Priya"), position="organiser")
    make_person(name="Dot")
    made = make_shift(role, least=1, most=2)
    make_signup(made, person("Ash"))
    db.session.commit()
    return made


def unless_refused(act):
    """`act` in words that say whether it was refused, and a list that holds it then."""
    refused = []

    def tried():
        try:
            act()
        except RuleBroken as rule:
            refused.append(rule)

    return tried, refused


@pytest.mark.parametrize(
    ("second", "state", "is_refused"),
    [
        (ask_swap, "signed_up", True),
        (keep, "swap_asked", True),
        (ask_on, "swap_asked", False),
    ],
)
def test_a_shift_that_is_called_off_meanwhile_stays_off(
    at_once, one_shift, second, state, is_refused
):
    signup = db.session.scalars(select(ShiftSignup)).one()
    signup.state, signup.seeks_cover = state, state == SignupState.SWAP_ASKED
    db.session.commit()
    second, refused = unless_refused(second)

    at_once(call_off, second, **IS_TO_WRITE)

    assert signups() == {"Ash": "called_off"}
    assert bool(refused) == is_refused
    assert db.session.scalars(select(OutboxMessage.kind)).all() == ["rota.called_off"]
    assert db.session.scalars(select(CoverAsk.id)).all() == []


@pytest.mark.parametrize("second", [put_in, try_it, for_one_person])
def test_the_last_place_is_had_by_who_signed_up_first(at_once, one_shift, second):
    second, refused = unless_refused(second)

    at_once(sign_up, second, **IS_TO_WRITE)

    assert signups() == {"Ash": "signed_up", "Bev": "signed_up"}
    assert refused
    assert db.session.scalar(select(Shift.most)) == 2


def test_who_is_marked_as_there_twice_has_the_hours_once(at_once, one_shift, freeze):
    freeze(one_shift.ends_at + timedelta(hours=1))

    at_once(mark_came, **IS_TO_WRITE)

    assert db.session.scalar(select(func.count(HoursEntry.id))) == 1


def test_what_is_called_off_while_it_is_put_back_on_is_off(at_once, one_shift):
    services.call_off(one_shift)
    db.session.commit()
    id_ = one_shift.id

    at_once(
        lambda: services.put_back_on(queries.shift(id_)),
        lambda: services.call_off(queries.shift(id_)),
        looks=("FROM shifts",),
    )

    assert signups() == {"Ash": "called_off"}
