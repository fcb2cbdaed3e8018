"""What a group promises, again and again or once."""

from datetime import time, timedelta

from app.rota import queries, services
from app.rota.models import Shift
from app.shared.database import db, utcnow
from tests.factories import make_role


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
