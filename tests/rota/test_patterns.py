"""What a group promises, again and again or once."""

from datetime import time, timedelta

import pytest

from app.rota import parts, queries, services
from app.rota.models import HowOften, Shift
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from tests.factories import local, make_event, make_role


def weekly(role, starts_in=timedelta(days=7), **says):
    """Promise three hours a week, from a day on."""
    day = utcnow().date() + starts_in
    times = {"start_time": time(9), "end_time": time(12), "weekday": day.weekday()}
    said = {"frequency": "weekly", "least": 1, "most": 2, "first_date": day}
    return services.add_pattern(role, **said | times | says)


def shifts():
    """All of them, by time."""
    return db.session.scalars(db.select(Shift).order_by(Shift.starts_at)).all()


def test_a_pattern_that_is_ended_before_it_begins_leaves_no_shift(app):
    pattern = weekly(make_role())
    today = utcnow().date()
    assert shifts()

    services.end_pattern(pattern, today)

    assert not shifts()
    assert not services.extend_windows()
    assert not queries.patterns_of(pattern.opportunity.organisation, today)


@pytest.mark.one_database_says_it
def test_a_shift_is_twelve_hours_at_most(app):
    event, day = make_event(duration_minutes=11 * 60), utcnow().date() + timedelta(days=7)
    role = make_role(event.organisation, events=[event])
    night, people = time(22), {"least": 1, "most": 1}
    with_event = {"event": event, "frequency": HowOften.WITH_EVENT, "first_date": day} | people

    assert services.add_shift(role, day, night, time(10), **people)
    assert services.add_pattern(role, **with_event, before_minutes=30, after_minutes=30)
    with pytest.raises(RuleBroken, match="up to 12 hours"):
        services.add_shift(role, day, night, night, **people)
    with pytest.raises(RuleBroken, match="up to 12 hours"):
        weekly(role, start_time=night, end_time=time(10, 15))
    with pytest.raises(RuleBroken, match="up to 12 hours"):
        services.add_pattern(role, **with_event, before_minutes=60, after_minutes=30)


def test_adding_the_same_again_is_once(app):
    event, day = make_event(), utcnow().date() + timedelta(days=7)
    role = make_role(event.organisation, events=[event])
    people = {"least": 1, "most": 1}
    with_event = {"event": event, "frequency": HowOften.WITH_EVENT, "first_date": day} | people

    def all_three():
        alone = services.add_shift(role, day, time(14), time(16), **people)
        return alone, weekly(role), services.add_pattern(role, **with_event)

    first = all_three()
    number = len(shifts())

    assert all_three() == first
    assert len(shifts()) == number
    assert weekly(role, note="In the garden") != first[1], "what differs in anything is another"
    services.end_pattern(first[1], utcnow().date())
    assert weekly(role) != first[1], "what was ended may be promised anew"


def test_the_last_day_that_a_shift_may_be_on_is_in_a_week_that_is_shown(app, freeze):
    freeze(local("2026-11-20 12:00"))
    role, people = make_role(), {"least": 1, "most": 2}
    last = utcnow().date() + timedelta(weeks=8)

    shift = services.add_shift(role, last, time(14), time(16), **people)

    week = parts.week_with(str(last), is_ahead=True)
    assert week.starts_at <= shift.starts_at < week.ends_at
    with pytest.raises(RuleBroken, match="next 8 weeks"):
        services.add_shift(role, last + timedelta(days=1), time(14), time(16), **people)
