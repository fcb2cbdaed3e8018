"""A list of what is on, each Monday morning, to those who chose it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.events.models import Occurrence
from app.following import emails, queries
from app.shared.database import db, utcnow
from app.shared.local_time import today_in
from app.shared.waking import WAKES, next_waking

BATCH = 50
"""Lists in one transaction, so that a booking never waits long for its turn."""
LATEST = timedelta(days=3)
"""After Monday morning. What a worker that was down has not sent by then helps nobody any more."""


def send_weekly(zone: str = "Europe/London", now: datetime | None = None) -> int:
    """Post some of this week's lists that are due; answers how many. Each goes once, by day, and
    not at all where nothing is on. Bears running twice."""
    now = now or utcnow()
    today = today_in(zone, now)
    monday = today - timedelta(days=today.weekday())
    morning = datetime.combine(monday, WAKES, ZoneInfo(zone)).astimezone(now.tzinfo)
    if not morning <= now < morning + LATEST or next_waking(now, zone) != now:
        return 0
    posted = 0
    known: dict[tuple[str, str], Sequence[Occurrence]] = {}
    for follow, full in queries.to_send_weekly(monday, morning, BATCH):
        follow.last_week = monday
        subject = queries.subject_of_follow(follow)
        dates = _dates(subject, monday, known)
        if dates:
            emails.weekly(follow, subject.title, dates, monday, full)
            posted += 1
    db.session.flush()
    return posted


def _dates(
    subject: queries.Subject,
    monday: date,
    known: dict[tuple[str, str], Sequence[Occurrence]],
) -> Sequence[Occurrence]:
    """Asked once for all who follow the same group or place."""
    if subject.is_event or not subject.is_public:
        return []
    address = subject.kind, subject.slug
    if address not in known:
        known[address] = queries.on_this_week(subject, monday)
    return known[address]
