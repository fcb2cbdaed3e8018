"""Two taps, or two people, at the same moment in two transactions: the second waits for the first,
and goes by what is so by then."""

import pytest
from sqlalchemy import func, select

from app.people.models import Person
from app.rota import queries, services
from app.rota.models import RotaChoice, ShiftPattern, ShiftSignup
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage
from tests.factories import (
    WEEK,
    make_application,
    make_pattern,
    make_role,
    make_shift,
    make_signup,
)

LOOKS = ("FROM rota_choices", "FROM shift_signups")


def test_two_first_choices_are_one(at_once):
    signup = make_signup()
    person_id = signup.person_id
    db.session.commit()

    at_once(lambda: services.choose_cover(db.session.get_one(Person, person_id), "no"), looks=LOOKS)

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

    at_once(give_back, looks=LOOKS)

    states = db.session.scalars(select(ShiftSignup.state).order_by(ShiftSignup.id)).all()
    assert states == ["cannot_make_it", "signed_up", "standby"]
    assert db.session.scalars(select(OutboxMessage.kind)).all() == ["rota.promoted"]


def test_who_signs_up_while_the_shifts_are_ended_is_told_that_it_is_off(at_once):
    pattern = make_pattern()
    shift_id = make_shift(pattern.opportunity, pattern_id=pattern.id).id
    person_id, pattern_id = make_application(pattern.opportunity).person_id, pattern.id
    db.session.commit()

    at_once(
        lambda: services.sign_up(queries.shift(shift_id), db.session.get_one(Person, person_id)),
        lambda: services.end_pattern(db.session.get_one(ShiftPattern, pattern_id), utcnow().date()),
        looks=("FROM shift_signups",),
        waits=("UPDATE shifts",),
    )

    assert db.session.scalars(select(ShiftSignup.state)).all() == ["called_off"]
    assert db.session.scalars(select(OutboxMessage.kind)).all() == ["rota.called_off"]


def give_back(signup):
    services.cannot_make_it(signup.shift, signup.person)


def give_back_all(signup):
    services.release_all(signup.person)


@pytest.mark.parametrize("leave", [give_back, give_back_all])
def test_where_two_leave_at_once_two_who_stand_by_come_in(at_once, leave):
    role = make_role()
    shift = make_shift(role, most=2)
    shift_id, leaving = shift.id, [make_signup(shift).person_id for _ in range(2)]
    for _ in range(2):
        make_signup(shift, make_application(role).person, state="standby")
    db.session.commit()

    def go(person_id):
        leave(queries.live_of(queries.shift(shift_id), db.session.get_one(Person, person_id)))

    # Without a hold on the shift, both would read who stands by, and then wait for the same person.
    at_once(
        lambda: go(leaving[0]), lambda: go(leaving[1]), waits=("UPDATE shifts", "UPDATE people")
    )

    states = db.session.scalars(select(ShiftSignup.state).order_by(ShiftSignup.id)).all()
    assert states == ["cannot_make_it"] * 2 + ["signed_up"] * 2
