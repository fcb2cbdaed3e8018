"""Shifts go where the date of their event goes."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.bookings import services as bookings
from app.rota import parts, queries, services
from app.rota.models import HowOften, Shift, SignupState
from app.shared.database import db
from tests.factories import (
    WEEK,
    make_event,
    make_membership,
    make_occurrence,
    make_role,
    make_shift,
    make_signup,
)

HOUR = timedelta(hours=1)
HOLDS = re.compile(r"UPDATE (shifts|people) SET (\w+)=\1\.\2 ")


@pytest.fixture
def helped(app):
    """A date with a shift from 45 minutes before until 30 after, and somebody on it."""
    date = make_occurrence(make_event(), starts_in=2 * WEEK)
    role = make_role(date.event.organisation, events=[date.event])
    services.add_pattern(
        role,
        event=date.event,
        least=1,
        most=2,
        frequency=HowOften.WITH_EVENT,
        first_date=date.local_date,
        before_minutes=45,
        after_minutes=30,
    )
    db.session.commit()
    shift = db.session.scalars(db.select(Shift)).one()
    return date, shift, make_signup(queries.shift(shift.id))


def test_a_pattern_follows_the_dates_of_its_event(helped):
    date, shift, _ = helped

    assert shift.starts_at == date.starts_at - timedelta(minutes=45)
    assert shift.ends_at == date.ends_at + timedelta(minutes=30)
    assert services.extend_windows() == 0


def test_a_cancelled_date_frees_its_helpers_and_a_restored_one_restores(helped, sent):
    date, shift, signup = helped

    bookings.cancel_date(date, "The boiler broke.")
    assert (signup.state, shift.is_cancelled) == (SignupState.CALLED_OFF, True)
    bookings.restore_date(date)

    assert (signup.state, shift.is_cancelled) == (SignupState.SIGNED_UP, False)
    db.session.commit()
    off, on = sent()
    assert off.subject.endswith("is off this time")
    assert on.subject.endswith("is on again")
    assert shift.opportunity.title not in off.subject + on.subject


def test_what_was_taken_on_meanwhile_stays(helped, sent):
    date, shift, signup = helped
    bookings.cancel_date(date, "The boiler broke.")
    other = make_shift(shift.opportunity, starts_at=shift.starts_at)
    services.sign_up(other, signup.person)

    bookings.restore_date(date)

    assert signup.state == SignupState.CANNOT_MAKE_IT
    assert queries.live_of(other, signup.person)
    db.session.commit()
    assert "You said yes to something else meanwhile" in sent()[-1].text


def test_a_moved_date_takes_its_helpers_along_and_says_where_that_clashes(helped, sent):
    date, shift, signup = helped
    group = date.event.organisation
    make_membership(group)
    there = date.starts_at + 24 * HOUR
    make_signup(make_shift(shift.opportunity, starts_at=there), signup.person)

    bookings.move_date(date, notice="A day later.", local_date=date.local_date + timedelta(days=1))

    assert shift.starts_at == date.starts_at - timedelta(minutes=45)
    assert signup.state == SignupState.SIGNED_UP
    assert signup.id in queries.doubled([shift.id])
    db.session.commit()
    own, coordinator = sent()
    assert "You have another one at that time" in own.text
    assert "at the same time as something else" in coordinator.text
    assert signup.person.first_name not in coordinator.text


def test_a_group_does_not_hear_of_a_clash_with_another_group(helped, sent):
    date, shift, signup = helped
    make_membership(date.event.organisation)
    make_signup(make_shift(starts_at=date.starts_at + 24 * HOUR), signup.person)

    bookings.move_date(date, notice="A day later.", local_date=date.local_date + timedelta(days=1))

    assert parts.one(shift)["doubled"] == set()
    db.session.commit()
    [own] = sent()
    assert "You have another one at that time" in own.text


def test_a_date_that_changed_in_some_other_way_is_caught_up_with(helped):
    date, shift, signup = helped
    date.cancelled_at, date.sequence = date.starts_at, date.sequence + 1
    db.session.commit()

    services.keep_up()

    assert (signup.state, shift.is_off_with_date) == (SignupState.CALLED_OFF, True)


def test_a_date_that_is_gone_altogether_frees_its_helpers(helped, sent):
    date, shift, signup = helped
    db.session.delete(date)
    db.session.commit()

    services.keep_up()

    assert (signup.state, shift.is_cancelled) == (SignupState.CALLED_OFF, True)
    db.session.commit()
    assert [mail.subject.split(" ", 1)[1] for mail in sent()] == ["is off this time"]


@pytest.fixture
def held(app):
    """What is held from here on, in order, each once: ("shifts", 1), ("people", 2)."""
    seen = {}

    def listen(_connection, _cursor, statement, parameters, *_rest):
        if hold := HOLDS.match(statement):
            values = parameters.values() if isinstance(parameters, dict) else parameters
            seen[(hold[1], *values)] = True

    event.listen(db.engine, "before_cursor_execute", listen)
    yield seen
    event.remove(db.engine, "before_cursor_execute", listen)


def in_order(shifts, signups):
    people = sorted({signup.person_id for signup in signups})
    return [*(("shifts", each.id) for each in shifts), *(("people", each) for each in people)]


def test_people_of_all_the_shifts_of_a_date_are_held_at_once(helped, held):
    date, shift, signup = helped
    other = make_shift(shift.opportunity, occurrence=date, date_sequence=date.sequence)
    signups = [signup, make_signup(other), make_signup(shift)]
    bookings.cancel_date(date, "The boiler broke.")
    held.clear()

    bookings.restore_date(date)

    assert list(held) == in_order([shift, other], signups)


def test_catching_up_holds_every_shift_before_anybody(helped, held):
    date, shift, signup = helped
    gone = make_shift(shift.opportunity, date_sequence=1)
    date.cancelled_at, date.sequence = date.starts_at, date.sequence + 1
    db.session.commit()

    services.keep_up()

    assert list(held) == in_order([shift, gone], [signup])
