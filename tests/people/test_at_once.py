"""Codes that are tried at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from app.people import services
from app.people.models import Person, SignIn, SignInCode
from app.shared import outbox
from app.shared.database import db, writing
from tests.factories import make_person

TOGETHER = 8
ADDRESS = "kelly@example.org"


def ask(email=ADDRESS):
    key = services.ask_for_code(email)
    db.session.commit()
    return key, outbox.latest()[0].context["code"].replace(" ", "")


def at_once(app, tries):
    """What each of `tries`, arguments of a sign-in, is answered when all are made together."""
    start = Barrier(len(tries))

    def go(said):
        with app.app_context(), writing():
            start.wait(timeout=30)
            token = services.sign_in_with_code(*said)
            db.session.commit()
            return token

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(go, tries))


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_same_form_sent_many_times_at_once_is_one_sign_in(app):
    key, code = ask()

    tokens = at_once(app, [(key, ADDRESS, code)] * TOGETHER)

    assert len(set(tokens)) == 1
    assert tokens[0]
    assert (count(SignIn), count(Person)) == (1, 1)


def test_guesses_made_at_once_are_all_counted(app):
    make_person(email=ADDRESS)
    key, code = ask()
    wrong = [f"{(int(code) + n) % 1_000_000:06}" for n in range(1, TOGETHER + 1)]

    assert at_once(app, [(key, ADDRESS, guess) for guess in wrong]) == [None] * TOGETHER

    db.session.rollback()
    assert db.session.scalars(select(SignInCode.tries)).all() == [services.MAX_TRIES]
    assert at_once(app, [(key, ADDRESS, code)]) == [None]


def test_a_new_person_in_many_browsers_at_once_is_one_person(app):
    codes = [ask("new@example.org") for _ in range(3)]

    tokens = at_once(app, [(key, "new@example.org", code) for key, code in codes])

    assert len(set(tokens)) == 3
    assert None not in tokens
    assert (count(SignIn), count(Person)) == (3, 1)
