"""Two who change the same thing at the same moment: the second has read it before the first is
committed, and goes by what is so by then."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.opportunities import queries, services
from app.opportunities.models import (
    CURRENT_AGREEMENT,
    ApplicationMove,
    Opportunity,
    ReferenceReply,
    RememberedAnswer,
)
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import (
    local,
    make_application,
    make_membership,
    make_person,
    make_reference,
    make_role,
    make_step,
)

NOON = local("2026-11-25 12:00")
PAGES = ["name", "agreement"]
IS_TO_WRITE = {"waits": ("UPDATE", "INSERT", "DELETE")}
"""It has read whatever it goes by, or waits for its turn to read it."""
HAS_READ_IT = {"looks": ("FROM applications",), "waits": ()}


def person(name):
    return db.session.scalars(select(Person).where(Person.name == name)).one()


def own():
    """The one application of Ash, as they have it before them."""
    (found,) = queries.all_own(person("Ash"))
    return queries.own(person("Ash"), found.id)


def role():
    """The one role, as its team has it before them."""
    group = db.session.scalars(select(Organisation)).one()
    return queries.one_of_team(group, *db.session.scalars(select(Opportunity.id)))


def accept():
    services.accept(own())


def withdraw():
    services.withdraw(own())


def end():
    services.end(own(), person("Ash"))


def offer():
    services.offer(own(), person("Priya"))


def send():
    services.send(own(), PAGES)


def write_another_name():
    services.keep(own(), "name", {"name": "Another"})


def throw_away():
    services.throw_away(own())


def finish_a_step():
    (step,) = queries.steps_of(found := own())
    services.act_on_step(
        found, step.id, services.StepAct.FINISH, person("Priya"), on=utcnow().date()
    )


def remember():
    services.remember_answers(person("Ash"), {"like": ["growing"]})


def forget():
    services.forget_answers(person("Ash"))


def close():
    services.close_role(role())


def publish():
    services.publish_role(role())


def drop():
    services.drop_role(role())


def unless_refused(act):
    """`act` in words that say whether it was refused, and a list that holds it then."""
    refused = []

    def tried():
        try:
            act()
        except RuleBroken as rule:
            refused.append(rule)

    return tried, refused


def ask_for_a_role(state="sent", is_published=True, **says):
    """Ash has asked for it, or has it, and Priya decides."""
    offered = make_role(published_at=utcnow() if is_published else None)
    make_membership(offered.organisation, make_person(name="Priya"), position="organiser")
    made = make_application(offered, make_person(name="Ash"), state=state, **says)
    if state == "checks":
        make_step(made)
    db.session.commit()


def moves():
    return db.session.scalars(select(ApplicationMove.event)).all()


def mails():
    return db.session.scalars(select(OutboxMessage.kind)).all()


@pytest.mark.parametrize(
    ("state", "first", "second", "left", "is_refused"),
    [
        ("sent", withdraw, offer, "withdraw", True),
        ("sent", withdraw, withdraw, "withdraw", False),
        ("offered", withdraw, accept, "withdraw", True),
        ("checks", withdraw, finish_a_step, "withdraw", True),
        ("active", end, end, "end", False),
        ("draft", send, send, "send", False),
        ("draft", send, throw_away, "send", True),
        ("draft", send, write_another_name, "send", True),
    ],
)
def test_of_an_application_the_first_word_counts(at_once, state, first, second, left, is_refused):
    whole = {"answered": PAGES, "is_old_enough": True, "agreement_version": CURRENT_AGREEMENT}
    ask_for_a_role(state, **whole)
    second, refused = unless_refused(second)

    at_once(first, second, **IS_TO_WRITE)

    assert moves() == [left]
    assert bool(refused) == is_refused


def test_who_takes_it_back_while_the_role_is_closed_is_not_turned_down(at_once):
    ask_for_a_role()

    at_once(withdraw, close, **HAS_READ_IT)

    assert (moves(), mails()) == (["withdraw"], [])


@pytest.mark.parametrize(("asks", "nudged_at"), [("nudged_at", None), ("sorry_at", NOON)])
def test_nobody_is_written_to_of_what_was_taken_back_meanwhile(at_once, freeze, asks, nudged_at):
    freeze(NOON)
    ask_for_a_role(sent_at=NOON - timedelta(days=20), nudged_at=nudged_at)

    at_once(withdraw, services.keep_up, looks=(f"applications.{asks} IS NULL",), waits=())

    assert mails() == []


def test_a_referee_who_sends_their_answer_twice_is_heard_once(at_once):
    _, key = make_reference()
    db.session.commit()
    answer = services.Answer("Years", "Next door", "yes")
    second, refused = unless_refused(lambda: services.answer(key, answer))

    at_once(lambda: services.answer(key, answer), second, **IS_TO_WRITE)

    assert refused
    assert len(db.session.scalars(select(ReferenceReply.id)).all()) == 1


@pytest.mark.parametrize(("act", "left"), [(remember, 1), (forget, 0)])
def test_answers_are_kept_or_forgotten_once(at_once, act, left):
    make_person(name="Ash")
    if act is forget:
        remember()
    db.session.commit()

    at_once(act, looks=("FROM remembered_answers",))

    assert len(db.session.scalars(select(RememberedAnswer.id)).all()) == left


def test_a_role_that_is_published_meanwhile_is_not_thrown_away(at_once):
    ask_for_a_role("draft", is_published=False)
    second, refused = unless_refused(drop)

    at_once(publish, second)

    assert refused
    assert role().published_at


def test_a_role_that_is_closed_twice_was_closed_by_the_first(at_once):
    ask_for_a_role("active")
    first = []

    def close_first():
        close()
        first.append(role().closed_at)

    at_once(close_first, close)

    db.session.expire_all()
    assert [role().closed_at] == first
