"""Telling somebody that a link of theirs ends soon, and forgetting those that are long over."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_

from app.shared.database import db, utcnow
from app.shared.holding import hold_all
from app.shared.local_time import today_in
from app.shared.waking import own_zone
from app.skills import emails, queries
from app.skills.models import ShareLink

BATCH = 50
KEEP = timedelta(days=365)
"""How long whoever has a link that is over is told so, and its owner finds it in their list."""


def tell_endings(now: datetime | None = None) -> int:
    """Tell the owners of some links that end within a week; answers how many. Once for each end."""
    now = now or utcnow()
    today = today_in(own_zone().key, now)
    ids = [link.id for link in queries.to_tell_of_end(today, BATCH)]
    hold_all(ShareLink, ids)
    # Who stopped one meanwhile, or let it work longer, hears nothing of its end.
    links = [link for link in queries.to_tell_of_end(today, BATCH) if link.id in ids]
    for link in links:
        link.ending_told_at = now
        emails.ends_soon(link)
    db.session.flush()
    return len(links)


def forget(now: datetime | None = None) -> None:
    """Nothing is left of a link a year after it was stopped or ended."""
    then = (now or utcnow()) - KEEP
    is_over = or_(ShareLink.stopped_at < then, ShareLink.ends_on < then.date())
    db.session.execute(delete(ShareLink).where(is_over))
