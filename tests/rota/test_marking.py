"""Who was there: hours come of it, and never any blame."""

from datetime import timedelta

import pytest

from app.hours import services as hours
from app.hours.models import HoursEntry, HoursState
from app.hours.queries import minutes_given
from app.rota import services
from app.rota.models import SignupState
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.outbox import OutboxMessage
from tests.factories import (
    local,
    make_event,
    make_occurrence,
    make_person,
    make_role,
    make_shift,
    make_signup,
)

HOUR = timedelta(hours=1)


def entries():
    return db.session.scalars(db.select(HoursEntry).order_by(HoursEntry.id)).all()


def test_who_was_there_has_the_hours_of_the_shift_once(app):
    signup, by = make_signup(make_shift(starts_in=-4 * HOUR)), make_person()

    services.mark_came(signup, by)
    services.mark_came(signup, by)

    (entry,) = entries()
    assert (entry.minutes, entry.state) == (180, HoursState.CONFIRMED)
    services.unmark(signup)
    assert (signup.state, entry.state) == (SignupState.SIGNED_UP, HoursState.TAKEN_BACK)


@pytest.mark.parametrize("is_added_first", [True, False])
def test_an_afternoon_counts_once_whether_added_or_marked_first(app, is_added_first):
    date = make_occurrence(make_event(gives_time=True), starts_in=-5 * HOUR)
    shift = make_shift(make_role(date.event.organisation), -5 * HOUR, occurrence=date)
    signup, by = make_signup(shift), make_person()

    if is_added_first:
        hours.add_date(signup.person, date, is_marked=True)
    services.mark_came(signup, by)
    if not is_added_first:
        with pytest.raises(RuleBroken, match="from your shift"):
            hours.add_date(signup.person, date, is_marked=True)

    assert minutes_given(signup.person) == shift.minutes
    services.unmark(signup)
    again = hours.add_date(signup.person, date, is_marked=True)
    assert minutes_given(signup.person) == again.minutes


def test_two_shifts_at_one_date_count_both(app):
    date, person = make_occurrence(make_event(gives_time=True), starts_in=-9 * HOUR), make_person()
    role = make_role(date.event.organisation)
    for starts_in in (-9 * HOUR, -5 * HOUR):
        shift = make_shift(role, starts_in, occurrence=date)
        services.mark_came(make_signup(shift, person), make_person())

    assert minutes_given(person) == 2 * shift.minutes


def test_nobody_confirms_their_own_hours(app):
    signup = make_signup(make_shift(starts_in=-4 * HOUR))

    services.mark_came(signup, signup.person)

    assert entries()[0].state == HoursState.SENT


@pytest.mark.one_database_says_it
@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-10-24 22:00", "2026-10-25 06:00", 9 * 60),
        ("2026-03-28 22:00", "2026-03-29 06:00", 7 * 60),
        ("2026-11-20 22:00", "2026-11-21 01:30", 3 * 60 + 30),
    ],
)
def test_a_night_is_as_long_as_it_was(app, freeze, start, end, minutes):
    shift = make_shift(starts_at=local(start), ends_at=local(end))
    freeze(shift.ends_at + HOUR)

    services.mark_came(make_signup(shift), make_person())

    assert (entries()[0].minutes, str(entries()[0].day)) == (minutes, start[:10])


def test_who_did_not_come_is_asked_once_in_a_week_whether_they_are_ok(app, sent):
    role, person = make_role(), make_person()
    monday = utcnow() - timedelta(days=utcnow().weekday(), weeks=1)
    for day in (0, 1):
        signup = make_signup(make_shift(role, starts_at=monday + timedelta(days=day)), person)
        services.mark_missed(signup)
        services.mark_missed(signup)

    db.session.commit()
    (mail,) = sent()
    assert mail.subject == "Just checking in"
    assert entries() == []


@pytest.mark.parametrize("starts_in", [HOUR, -15 * 24 * HOUR])
def test_a_mark_is_made_once_it_began_and_for_fourteen_days(app, starts_in):
    signup = make_signup(make_shift(starts_in=starts_in))

    with pytest.raises(RuleBroken):
        services.mark_came(signup, make_person())


def test_a_mark_that_was_put_right_and_made_again_still_asks(app):
    signup = make_signup(make_shift(starts_in=-4 * HOUR))

    services.mark_missed(signup)
    services.mark_came(signup, make_person())
    services.unmark(signup)
    services.mark_missed(signup)

    kind = OutboxMessage.kind == "rota.are_you_ok"
    states = db.session.scalars(db.select(OutboxMessage.state).where(kind)).all()
    assert sorted(states) == ["dropped", "queued"]
