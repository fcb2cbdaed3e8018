"""One function per email. Discreet words say a day and a time; full words name the event.

Each carries one-click stopping (RFC 8058): nobody is written to longer than they like.
"""

from datetime import timedelta
from typing import Any

from app.events import parts as events
from app.events.models import Occurrence
from app.following.models import Follow, News
from app.shared import mail, outbox
from app.shared.database import utcnow
from app.shared.formatting import clock, long_date, weekday
from app.shared.waking import when_unasked


def asked(follow: Follow) -> None:
    """Is it you who asked? One mail a day for one follow, and none to who has had enough."""
    if outbox.has_had_enough(follow.email):
        return
    _post(
        follow,
        "asked",
        full=False,
        key=f"{follow.about}:asked:{utcnow():%Y-%m-%d}",
        drop_after=utcnow() + timedelta(days=1),
        is_confirmed=follow.is_confirmed,
    )


def told(follow: Follow, occurrence: Occurrence, news: News, full: bool) -> None:
    """A date is off, on again, or at another time or place. By day, unless it begins before."""
    start = occurrence.local_start
    context: dict[str, Any] = {
        "day": weekday(start),
        "date": long_date(start),
        "time": clock(start),
    }
    if full:
        event = occurrence.event
        reason = occurrence.cancellation_reason if occurrence.is_cancelled else occurrence.notice
        context |= {
            "event": event.title,
            "reason": reason,
            "where": events.where(event, occurrence.venue).line,
        }
    _post(
        follow,
        news.value,
        full=full,
        send_after=when_unasked(occurrence.starts_at, occurrence.zone),
        drop_after=occurrence.ends_at,
        **context,
    )


def _post(follow: Follow, name: str, *, full: bool, key: str | None = None, **more: Any) -> None:
    times = {each: more.pop(each) for each in ("send_after", "drop_after") if each in more}
    outbox.post(
        kind=f"following.{name}",
        to=follow.email,
        full=full,
        context={
            "key": follow.key,
            "unsubscribe_url": mail.link("following.stop", key=follow.key),
            **more,
        },
        key=key,
        about=follow.about,
        **times,
    )
