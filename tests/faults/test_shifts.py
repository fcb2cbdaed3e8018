"""Many after one shift, two after one swap, and a process that dies in the middle of it."""

import multiprocessing
import threading
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.people.models import Person
from app.people.services import start_sign_in
from app.people.views import TOKEN
from app.rota import services
from app.rota.models import CoverAsk, Shift, ShiftSignup, SignupState
from app.shared.database import db
from app.shared.outbox import OutboxMessage
from tests.factories import (
    make_application,
    make_membership,
    make_role,
    make_shift,
    make_signup,
)
from tests.faults.crowd import NO_ANSWER, Visitor
from tests.support.server import Server

AT_ONCE = 20
PROCESSES = 4
SECONDS = 120


def race(settings, asked):
    """Let each of `asked` (a verb's name, its shift or ask, its person) happen at once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["app"])
    barrier, answers = context.Barrier(PROCESSES), context.Queue()
    quiet = replace(settings, worker="off")
    shares = [asked[n::PROCESSES] for n in range(PROCESSES)]
    processes = [
        context.Process(target=_go, args=(quiet, share, barrier, answers), daemon=True)
        for share in shares
    ]
    for process in processes:
        process.start()
    told = [answers.get(timeout=SECONDS) for _ in asked]
    for process in processes:
        process.join(SECONDS)
    return told


def _go(settings, share, barrier, answers):
    """What each process does: all of its people at the same moment, each in a thread."""
    from app import create_app

    app = create_app(settings)
    together = threading.Barrier(len(share) or 1)
    barrier.wait(SECONDS)

    def one(verb, of, person_id):
        together.wait(SECONDS)
        answers.put(_try(app, verb, of, person_id))

    threads = [threading.Thread(target=one, args=each) for each in share]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)


def _try(app, verb, of, person_id):
    from app.rota import queries
    from app.shared.database import writing
    from app.shared.errors import RuleBroken

    with app.app_context(), writing():
        person = db.session.get_one(Person, person_id)
        thing = queries.ask_of(of, person) if verb == "take" else queries.shift(of)
        try:
            services.take(thing) if verb == "take" else services.sign_up(thing, person)
        except RuleBroken as rule:
            db.session.rollback()
            return str(rule)
        except Exception as broken:
            db.session.rollback()
            return f"broke: {broken!r}"
        db.session.commit()
        return "yes"


def on(shift_id):
    db.session.rollback()
    which = ShiftSignup.shift_id == shift_id, ShiftSignup.state == SignupState.SIGNED_UP
    found = db.session.scalars(select(ShiftSignup.person_id).where(*which)).all()
    db.session.rollback()
    return found


def test_of_twenty_at_once_one_has_the_last_place_on_a_shift(app, settings):
    role = make_role()
    shift_id = make_shift(role, least=1, most=2).id
    make_signup(db.session.get(Shift, shift_id), make_application(role).person)
    people = [make_application(role).person.id for _ in range(AT_ONCE)]
    db.session.commit()

    told = race(settings, [("sign_up", shift_id, each) for each in people])

    assert sorted(told, key=len)[0] == "yes"
    assert sum("last place has just gone" in words for words in told) == AT_ONCE - 1
    assert len(on(shift_id)) == 2


def test_two_tabs_cannot_put_one_person_in_two_places(app, settings):
    role = make_role()
    shifts = [make_shift(role, most=9).id for _ in range(4)]
    people = [make_application(role).person.id for _ in range(5)]
    db.session.commit()
    tabs = [(each, shift) for each in people for shift in shifts]

    told = race(settings, [("sign_up", shift, each) for each, shift in tabs])

    assert told.count("yes") == len(people)
    assert sorted(person for shift in shifts for person in on(shift)) == sorted(people)
    assert not [words for words in told if words.startswith("broke")]


def test_a_swap_that_three_say_yes_to_is_had_by_one(app, settings):
    shift_id, asks = swap()

    told = race(settings, [("take", id, person) for id, person in asks])

    assert told.count("yes") == 1
    assert len(on(shift_id)) == 1


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
def test_a_swap_and_its_mails_happen_together_or_not_at_all(app, settings, moment):
    """As in a power cut: said again, it is whole, and nobody is written to twice."""
    shift_id, asks = swap()
    ask_id, person_id = asks[0]
    token = start_sign_in(db.session.get_one(Person, person_id))
    db.session.commit()
    says = {"WORKER": "off", "RATELIMIT_ENABLED": "0", "FAILPOINT": f"rota.answer.{moment}"}
    with Server(settings.database_uri, **says) as server:
        visitor = Visitor(server.url)
        visitor.bring(app.config["SESSION_COOKIE_NAME"], cookie(app, token))
        form = visitor.open_form("/you/shifts") | {"answer": "yes"}
        with pytest.raises(NO_ANSWER):
            visitor.send(f"/you/shifts/cover/{ask_id}", form)
        server.wait()
        assert (len(on(shift_id)), len(mails())) == ((1, 3) if moment == "after_commit" else (0, 0))
        server.environment["FAILPOINT"] = ""
        server.start()
        visitor.send(f"/you/shifts/cover/{ask_id}", form)

    assert on(shift_id) == [person_id]
    assert len(mails()) == 3


def swap():
    """A shift whose one helper asks for a stand-in, and who is asked: number and person of each."""
    role = make_role()
    make_membership(role.organisation)
    signup = make_signup(make_shift(role))
    for _ in range(3):
        make_application(role)
    services.ask_swap(signup.shift, signup.person)
    asks = db.session.execute(select(CoverAsk.id, CoverAsk.person_id)).all()
    found = signup.shift_id, [tuple(each) for each in asks]
    db.session.commit()
    return found


def mails():
    db.session.rollback()
    kinds = db.session.scalars(select(OutboxMessage.kind)).all()
    db.session.rollback()
    return kinds


def cookie(app, token):
    """What a browser that is signed in brings."""
    signer = app.session_interface.get_signing_serializer(app)
    return signer.dumps({TOKEN: token, "_fresh": True})
