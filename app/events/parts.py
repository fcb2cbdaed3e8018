"""What other rooms' pages and calendars show of an event, with nothing in it that is private."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, url_for

from app.events import queries
from app.events.models import Event, Frequency, Occurrence
from app.places.models import Venue, VenueType
from app.places.parts import FACTS
from app.shared.calendar import Item
from app.shared.formatting import WEEKDAYS, plural

SIGNAL = {
    "none": "There is no phone signal here. Save this page, or print it, before you set off.",
    "patchy": "Phone signal comes and goes.",
    "good": "Good phone signal.",
}
TOLD_ELSEWHERE = {"has_wifi", "has_bar_in_building"}
"""Facts that are no rows of their own: one is said with the signal, one makes another a no."""
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
SCHEMA = "https://schema.org/"


@dataclass(frozen=True)
class Where:
    """Where something is, as far as anyone may know who holds no place.

    What is private is not in here at all, so no template can show it by mistake.
    """

    line: str
    town: str
    is_private: bool
    is_remote: bool
    look_for: str = ""
    getting_there: str = ""


def where(event: Event, venue: Venue) -> Where:
    """Where `event` is when it is at `venue`: the town alone if its address is private."""
    town = venue.place.name if venue.place else ""
    if not (event.is_attendance_private or venue.is_address_private):
        line = ", ".join(filter(None, (venue.name, town)))
        return Where(
            line, town, False, venue.is_remote, venue.what_to_look_for, venue.getting_there
        )
    remote = {VenueType.ONLINE: "Online", VenueType.PHONE: "By phone"}.get(venue.type)  # type: ignore[call-overload]
    return Where(remote or town, town, True, venue.is_remote)


def about(event: Event, venue: Venue) -> dict[str, Any]:
    """What templates/events/_about.html takes, for `event` at `venue`."""
    named = queries.named_on(event)
    return {
        "event": event,
        "where": where(event, venue),
        "hosts": named.hosts,
        "badges": named.badges,
        "cohosts": named.cohosts,
        "signal": "" if venue.is_remote else _signal(venue),
        "has_signal": venue.mobile_signal == "good",
        "access": [] if venue.is_remote else _access(event, venue),
    }


def one_date(occurrence: Occurrence) -> dict[str, Any]:
    """What templates/events/date.html takes of the date itself."""
    return {
        "address": address_of(occurrence),
        "is_moved": is_moved(occurrence),
        "structured": structured(occurrence),
        **about(occurrence.event, occurrence.venue),
    }


def how_often(event: Event) -> str:
    """Every Tuesday; Every two weeks on Saturday; The last Friday of the month; 6 Mondays."""
    names = [WEEKDAYS[day] for day in sorted(event.weekdays) or [event.first_date.weekday()]]
    days = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    match event.frequency:
        case Frequency.ONCE:
            is_one = event.last_date in (None, event.first_date)
            return "Once" if is_one else "On several dates"
        case Frequency.WEEKLY:
            return f"Every {days}"
        case Frequency.FORTNIGHTLY:
            return f"Every two weeks on {days}"
        case Frequency.MONTHLY:
            return f"The {ORDINALS[event.nth or 1]} {days} of the month"
        case _:
            return f"{plural(event.block_length or 1, 'date')}, every {days}"


def is_moved(occurrence: Occurrence) -> bool:
    """Whether a date is elsewhere, or at another time, than its series says."""
    event = occurrence.event
    return (
        occurrence.venue_id != event.venue_id
        or occurrence.local_date != occurrence.original_date
        or occurrence.start_time != event.start_time
    )


def address_of(occurrence: Occurrence) -> str:
    """The whole address of a date's page, the one to share and to be found by."""
    path = url_for("events.date", slug=occurrence.event.slug, key=occurrence.key)
    return site_address(path)


def site_address(path: str) -> str:
    """A path of this site as a whole address; never from a Host header."""
    return f"{current_app.config['SETTINGS'].site_url.rstrip('/')}{path}"


def calendar_items(occurrences: Iterable[Occurrence]) -> list[Item]:
    """Dates as they stand in a public calendar feed: the neutral title and the town, no more.

    No address of the page either: it may hold the very words that the title leaves out.
    """
    return [
        Item(
            uid=f"date-{occurrence.id}",
            title=occurrence.event.neutral_title,
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
            zone=occurrence.zone,
            sequence=occurrence.sequence,
            is_cancelled=occurrence.is_cancelled,
            location=occurrence.venue.place.name if occurrence.venue.place else "",
            changed_at=_changed_at(occurrence),
        )
        for occurrence in occurrences
    ]


def full_calendar_items(occurrences: Sequence[Occurrence]) -> list[Item]:
    """The same dates for the calendar of who organises them: whole titles, and the venue."""
    return [
        replace(
            item,
            title=occurrence.event.title,
            location=", ".join(filter(None, (occurrence.venue.name, item.location))),
        )
        for item, occurrence in zip(calendar_items(occurrences), occurrences, strict=True)
    ]


def structured(occurrence: Occurrence) -> dict[str, Any]:
    """A date for search machines (schema.org Event), without what is private."""
    event, shown = occurrence.event, where(occurrence.event, occurrence.venue)
    mode = "OnlineEventAttendanceMode" if shown.is_remote else "OfflineEventAttendanceMode"
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.neutral_title if shown.is_private else event.title,
        "url": address_of(occurrence),
        "startDate": occurrence.local_start.isoformat(),
        "endDate": occurrence.local_end.isoformat(),
        "eventStatus": SCHEMA + _status(occurrence),
        "eventAttendanceMode": SCHEMA + mode,
        "isAccessibleForFree": event.is_free,
        "location": _location(occurrence, shown),
    }
    if event.is_free:
        facts["offers"] = {
            "@type": "Offer",
            "price": 0,
            "priceCurrency": "GBP",
            "url": facts["url"],
        }
    if not shown.is_private:
        group = url_for("organisations.show", slug=event.organisation.slug)
        facts["description"] = event.summary
        facts["organizer"] = {
            "@type": "Organization",
            "name": event.organisation.name,
            "url": site_address(group),
        }
    return facts


def structured_next(occurrences: Iterable[Occurrence]) -> dict[str, Any] | None:
    """The first of these dates that is on, as `structured` gives it; None if none is."""
    coming = (occurrence for occurrence in occurrences if not occurrence.is_cancelled)
    return next((structured(occurrence) for occurrence in coming), None)


def usual_time(event: Event) -> tuple[datetime, datetime]:
    """From when to when, on the clock of any of its days."""
    start = datetime.combine(event.first_date, event.start_time)
    return start, start + timedelta(minutes=event.duration_minutes)


def _changed_at(occurrence: Occurrence) -> datetime:
    event = occurrence.event
    return max(filter(None, (occurrence.changed_at, event.published_at, event.updated_at)))


def _status(occurrence: Occurrence) -> str:
    if occurrence.is_cancelled:
        return "EventCancelled"
    moved = occurrence.local_date != occurrence.original_date
    return "EventRescheduled" if moved else "EventScheduled"


def _location(occurrence: Occurrence, shown: Where) -> dict[str, Any]:
    if shown.is_remote:
        return {"@type": "VirtualLocation", "url": address_of(occurrence)}
    address = {"@type": "PostalAddress", "addressLocality": shown.town, "addressCountry": "GB"}
    name = shown.town if shown.is_private else occurrence.venue.name
    return {"@type": "Place", "name": name, "address": address}


def _signal(venue: Venue) -> str:
    wifi = {True: "There is Wi-Fi.", False: "No Wi-Fi."}
    answers = (SIGNAL.get(venue.mobile_signal), wifi.get(bool(venue.has_wifi)))
    if venue.has_wifi is None:
        answers = (answers[0], None)
    return " ".join(filter(None, answers)) or "Not known"


def _access(event: Event, venue: Venue) -> list[tuple[str, bool | None]]:
    walk: dict[str, Any] = event.walk or {}
    told = {
        "is_dog_friendly": walk.get("dogs", venue.is_dog_friendly),
        "is_alcohol_free": False if venue.has_bar_in_building else venue.is_alcohol_free,
    }
    facts: list[tuple[str, bool | None]] = [
        (words, told.get(name, getattr(venue, name)))
        for name, words in FACTS.items()
        if name not in TOLD_ELSEWHERE
    ]
    return [("Step-free way round", event.is_step_free), *facts] if walk else facts
