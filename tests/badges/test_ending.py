"""Badges that do not last: until when they run, when that is said, and what is left of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.badges import queries, services
from app.badges.models import AwardState
from app.shared.database import db, utcnow
from app.shared.local_time import today_in
from app.shared.outbox import OutboxMessage, State
from app.shared.waking import own_zone
from tests.making_badges import make_award, make_badge


def earned(person, group, days, **says):
    """What they earned, which ends in so many days."""
    ends = today_in(own_zone().key) + timedelta(days=days)
    says = {"state": AwardState.EARNED, "earned_at": utcnow(), "expires_on": ends} | says
    return make_award(person, organisation=group, **says)


def mails():
    rows = select(OutboxMessage.state).where(OutboxMessage.kind == "badges.ending")
    return db.session.scalars(rows).all()


@pytest.mark.one_database_says_it
@pytest.mark.parametrize(
    ("given", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 22), 1, date(2026, 12, 22)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_a_badge_runs_for_whole_months(freeze, group, tomasz, marcus, given, months, last):
    freeze(datetime(given.year, given.month, given.day, 12, tzinfo=UTC))
    badge = make_badge(expires_after_months=months)

    services.give(group, badge, [tomasz], "", marcus)

    assert queries.award_of(tomasz, badge).expires_on == last


def test_a_badge_is_told_of_three_times_and_then_ends(group, tomasz):
    today = utcnow()
    award = earned(tomasz, group, 100)

    for days in (0, 20, 21, 75, 95, 100):
        services.keep_up(today + timedelta(days=days))
    assert (award.state, len(mails())) == ("earned", 3), "also on its last day"
    services.keep_up(today + timedelta(days=101))

    assert award.state == AwardState.ENDED
    assert mails() == [State.DROPPED] * 3, "what has not gone is not true any more"
    assert services.start(tomasz, award.badge).id != award.id, "it can be earned again"


@pytest.mark.one_database_says_it
def test_of_one_that_ends_in_days_people_are_told_once(group, tomasz):
    earned(tomasz, group, 5)
    earned(tomasz, group, 5, state=AwardState.WITHDRAWN, reason="Not theirs")

    services.keep_up()
    services.keep_up()

    assert len(mails()) == 1


@pytest.mark.one_database_says_it
def test_where_it_is_needed_somebody_looks_again_once_it_has_ended(group, tomasz):
    award = earned(tomasz, group, -1)
    step = {"words": "Hold it", "measure": "badge", "needs_id": award.badge_id}
    other = make_badge(criteria=(step,))
    services.start(tomasz, other)

    services.keep_up()

    assert "not held any more" in queries.award_of(tomasz, other).look_again
