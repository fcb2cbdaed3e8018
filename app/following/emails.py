"""One function per email. Discreet words say a day and a time; full words name the event.

Each carries one-click stopping (RFC 8058): nobody is written to longer than they like.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.events import parts as events
from app.events.models import Occurrence
from app.following.models import Follow, News
from app.shared import mail, outbox
from app.shared.database import utcnow
from app.shared.formatting import clock, day_and_time, long_date, weekday
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


def weekly(
    follow: Follow, name: str, dates: Sequence[Occurrence], monday: date, full: bool
) -> None:
    """What is on this week, as far as anyone may know it. Once for each week."""
    end_of_week = datetime.combine(monday + timedelta(days=7), time(), UTC)
    _post(
        follow,
        "weekly",
        full=full,
        key=f"{follow.about}:week:{monday}",
        drop_after=end_of_week,
        about_whom=name,
        is_near=follow.place_id is not None,
        dates=[_listed(occurrence, full) for occurrence in dates],
    )


def _listed(occurrence: Occurrence, full: bool) -> dict[str, str]:
    event = occurrence.event
    where = events.where(event, occurrence.venue)
    return {
        "when": day_and_time(occurrence.local_start),
        "what": event.title if full else event.neutral_title,
        "where": where.line if full else where.town,
        "slug": event.slug,
        "date_key": occurrence.key,
    }


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
        is_bulk=name != "asked",
        **times,
    )
