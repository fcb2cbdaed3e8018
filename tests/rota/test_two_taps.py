"""Two taps at the same moment, in two transactions: the second waits for the first."""

from sqlalchemy import func, select

from app.people.models import Person
from app.rota import queries, services
from app.rota.models import RotaChoice, ShiftSignup
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import WEEK, make_application, make_role, make_shift, make_signup

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
