"""A mail the day before, and forgetting in time."""

from datetime import timedelta

import pytest

from app.rota import emails, queries, services
from app.rota.models import Cover, Shift, ShiftSignup, SignupState
from app.shared.database import db
from app.shared.outbox import OutboxMessage, State
from tests.factories import (
    WEEK,
    local,
    make_application,
    make_person,
    make_role,
    make_shift,
    make_signup,
)

HOUR = timedelta(hours=1)


def test_the_day_before_a_neutral_mail_comes_once(app, sent, freeze):
    role = make_role(title="Tea maker")
    shift = make_shift(role, starts_at=local("2026-11-26 09:45"))
    early = local("2026-11-20 12:00")
    make_signup(shift, joined_at=early)
    quiet = make_application(role, make_person(wants_reminders=False)).person
    make_signup(shift, quiet, joined_at=early)
    freeze(local("2026-11-25 10:00"))

    services.remind()
    services.remind()

    db.session.commit()
    (mail,) = sent()
    assert mail.subject == "Thursday, 9.45am"
    assert "Tea maker" not in mail.text


def test_who_signed_up_when_it_was_due_needs_no_reminder(app, sent, freeze):
    shift = make_shift(starts_at=local("2026-11-26 09:45"))
    freeze(local("2026-11-25 10:00"))
    make_signup(shift)

    services.remind()

    assert sent() == []


def test_that_somebody_did_not_come_is_forgotten_and_who_was_there_later(app):
    role = make_role()
    fortnight = make_shift(role, starts_in=-timedelta(days=15))
    season = make_shift(role, starts_in=-13 * WEEK)
    make_signup(fortnight, state=SignupState.DID_NOT_COME)
    kept = make_signup(fortnight, state=SignupState.CAME)
    make_signup(season, state=SignupState.CAME)
    tried = make_signup(season, state=SignupState.CAME, taster_of_id=role.id)
    ids = {kept.id, tried.id}

    services.forget()

    assert set(db.session.scalars(db.select(ShiftSignup.id))) == ids
    assert len(db.session.scalars(db.select(Shift.id)).all()) == 2


def test_a_gap_that_is_filled_is_asked_about_no_more(app, freeze):
    shift = make_shift(least=1, most=2)
    signup = make_signup(shift)
    helper = make_application(shift.opportunity).person
    freeze(shift.starts_at - 20 * HOUR)
    services.cannot_make_it(shift, signup.person)
    assert signup.seeks_cover

    services.sign_up(shift, helper)

    assert not signup.seeks_cover


@pytest.mark.one_database_says_it
def test_a_gap_in_a_shift_that_is_off_is_no_gap_any_more(app, freeze):
    shift = make_shift(least=1, most=2)
    signup = make_signup(shift)
    services.choose_cover(make_application(shift.opportunity).person, Cover.MAIL)
    freeze(shift.starts_at - 20 * HOUR)
    services.cannot_make_it(shift, signup.person)
    assert emails.GAP in waiting()

    services.call_off(shift)

    assert emails.GAP not in waiting()


def waiting():
    """The mail that has still to go, by its kind."""
    queued = db.select(OutboxMessage.kind).where(OutboxMessage.state == State.QUEUED)
    return set(db.session.scalars(queued))


def test_mail_that_waits_for_the_morning_and_is_not_true_any_more_does_not_go(app, freeze):
    shift = make_shift(starts_at=local("2026-11-26 11:00"), least=1, most=1)
    own = make_signup(shift, joined_at=local("2026-11-20 12:00"))
    asked, helper = (make_application(shift.opportunity).person for _ in range(2))
    services.choose_cover(asked, Cover.MAIL)
    freeze(local("2026-11-25 22:00"))
    emails.reminder(own, drop_after=shift.starts_at)
    assert waiting() == {"rota.reminder"}

    services.cannot_make_it(shift, own.person)
    assert waiting() == {"rota.gap"}
    services.sign_up(shift, helper)
    assert waiting() == set()

    emails.put_in(queries.live_of(shift, helper))
    services.call_off(shift)
    assert waiting() == {"rota.called_off"}
