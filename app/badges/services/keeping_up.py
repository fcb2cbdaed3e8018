"""What the worker does for badges that do not last: says so in good time, and ends them."""

from datetime import datetime, timedelta

from app.badges import emails, queries
from app.badges.models import BadgeAward
from app.badges.services.counting import holds_no_more
from app.badges.services.moves import Move, hold_award, move
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.local_time import today_in
from app.shared.waking import own_zone

AHEAD = (timedelta(days=90), timedelta(days=30), timedelta(days=7))
"""How long before the end people are told of it, one time after another."""


def keep_up(now: datetime | None = None) -> None:
    """End what is over, and tell of what ends soon: once for each of AHEAD, and never of two of
    them at a time."""
    today = today_in(own_zone().key, now)
    for award in queries.ended_by(today):
        _end(award, now or utcnow())
    for number in range(len(AHEAD), 0, -1):
        for award in queries.ending_by(today + AHEAD[number - 1], number):
            award.endings_told = number
            emails.ending(award)
        db.session.flush()


def _end(award: BadgeAward, now: datetime) -> None:
    try:
        hold_award(award)
        move(award, Move.END)
    except RuleBroken:  # they gave it up meanwhile
        return
    award.over_at = now
    db.session.flush()
    holds_no_more(award.person_id, award.badge_id)
    emails.drop_all(award)
