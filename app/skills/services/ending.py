"""Telling somebody that a link of theirs ends soon."""

from datetime import datetime

from app.shared.database import db, utcnow
from app.shared.local_time import today_in
from app.shared.waking import own_zone
from app.skills import emails, queries

BATCH = 50


def tell_endings(now: datetime | None = None) -> int:
    """Tell the owners of some links that end within a week; answers how many. Once for each end."""
    now = now or utcnow()
    links = queries.to_tell_of_end(today_in(own_zone().key, now), BATCH)
    for link in links:
        link.ending_told_at = now
        emails.ends_soon(link)
    db.session.flush()
    return len(links)
