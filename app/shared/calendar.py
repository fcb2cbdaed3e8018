"""Calendar files (RFC 5545, 5546 and 7986), for a feed and for one booking."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Response, current_app, request
from icalendar import Calendar, Event, vCalAddress

from app.shared.database import utcnow

REFRESH = timedelta(hours=6)
"""How often a subscribed calendar should ask again: data is dear on a prepaid phone."""
YEAR = timedelta(365)
"""How far around its items a file tells of clock changes; a table since 1970 weighs 2 KB."""


@dataclass(frozen=True)
class Item:
    """One appointment. The title is what a lock screen shows, so it must give nothing away."""

    uid: str
    """Never changes and never means another one; the site's host is put after it."""
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str = "Europe/London"
    sequence: int = 0
    is_cancelled: bool = False
    location: str = ""
    changed_at: datetime | None = None
    """When this version came about; now, if nobody kept it."""


def feed(items: Iterable[Item], name: str) -> Response:
    """The answer to someone's calendar asking for a feed: the file, or 304 if it has it already."""
    items = list(items)
    response = Response(mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'inline; filename="dates.ics"'
    # Of what goes in, not of what comes out: a calendar that has it all costs us no writing.
    response.set_etag(hashlib.sha256(repr((name, items)).encode()).hexdigest()[:32])
    if response.make_conditional(request).status_code == 200:
        response.set_data(calendar(items, name, is_feed=True))
    return response


def calendar(items: Iterable[Item], name: str, is_feed: bool = False) -> bytes:
    """The bytes of an .ics file: one to keep, or a feed that is asked for again and again.

    Times keep their zone. A file to keep whose items are all off takes them out of the calendar
    they were put in (METHOD:CANCEL).
    """
    items = list(items)
    is_withdrawal = not is_feed and bool(items) and all(item.is_cancelled for item in items)
    settings = current_app.config["SETTINGS"]
    file = Calendar()
    file.add("prodid", f"-//{settings.site_name}//Dates//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "CANCEL" if is_withdrawal else "PUBLISH")
    file.add("name", name)
    file.add("x-wr-calname", name)
    if is_feed:
        file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        file.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    organiser = vCalAddress(f"mailto:{settings.mail_from}")
    organiser.params["CN"] = settings.site_name
    host = urlsplit(settings.site_url).hostname or "localhost"
    for item in items:
        file.add_component(_event(item, host, organiser))
    if items:
        file.add_missing_timezones(
            first_date=min(item.starts_at for item in items).date() - YEAR,
            last_date=max(item.ends_at for item in items).date() + YEAR,
        )
    return bytes(file.to_ical())


def _event(item: Item, host: str, organiser: vCalAddress) -> Event:
    zone = ZoneInfo(item.zone)
    changed_at = (item.changed_at or utcnow()).replace(microsecond=0)
    event = Event()
    event.add("uid", f"{item.uid}@{host}")
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", item.sequence)
    event.add("summary", item.title)
    event.add("dtstart", item.starts_at.astimezone(zone))
    event.add("dtend", item.ends_at.astimezone(zone))
    event.add("status", "CANCELLED" if item.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event["organizer"] = organiser
    if item.location:
        event.add("location", item.location)
    return event
