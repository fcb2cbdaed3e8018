"""The programme: what is on, once or again and again, and its dates over twenty weeks.

Weeks run from Monday to Sunday and are counted from the week of the load. The rules in the data:
`W` weekly, `2W:a` and `2W:b` fortnightly in the first or second week, `M:2SA` the second Saturday
of a month (-1 is the last), `ONE:+24` once, so many days on, `BLOCK:6` six weeks in a row.
"""

import re
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import insert

from app.events.models import Event, EventHost, Frequency, Occurrence, cohost_requests
from app.events.services.indexing import index_event
from app.events.services.publishing import slug_for
from app.events.services.recurrence import dates_of, rule_of, utc_span
from app.shared.database import db
from demo.reading import Row, rows
from demo.world import World

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CANCELLED_DATE = 3
"""Which date from now is off where the data says that one is."""
CANCELLED_BECAUSE = "The hall boiler is being fixed"

JOINING = {
    "phone-in": "This is a demonstration, so nobody answers. The number and its PIN would be here.",
    "online-room": "This is a demonstration, so there is no room. The link would be here.",
}
"""What only people with a place are told."""


HELD_WITH = {"food-hygiene-day": ("lantern-yard",), "beacon-photo-walk": ("hearthstone",)}
ASKED = {"visible-art-show": "lantern-yard"}
"""Which other groups hold an event too, and which one is asked to; by their addresses."""


def load(world: World) -> None:
    """Fill `world` and the session with events, who hosts them, and their dates."""
    for row in rows("event_series", "series"):
        event = _event(row, world)
        world.events[row["slug"]] = event
        db.session.add(event)
        db.session.flush()  # the next one's address depends on those before it
        index_event(event)
    for row in rows("event_series", "series"):
        event = world.events[row["slug"]]
        db.session.add_all(
            EventHost(event_id=event.id, person_id=world.people[who].id) for who in row["led_by"]
        )
        if event.venue.is_address_private:
            event.venue.organisation_id = event.organisation_id
        if row["slug"] in ASKED:
            group = world.organisations[ASKED[row["slug"]]]
            asked = {"event_id": event.id, "organisation_id": group.id}
            db.session.execute(insert(cohost_requests).values(asked))
        world.occurrences[row["slug"]] = _occurrences(event, row, world)
        db.session.add_all(world.occurrences[row["slug"]])
    db.session.flush()


def _event(row: Row, world: World) -> Event:
    venue, walk = world.venues[row["venue"]], row["walk"]
    event = Event(
        title=row["title"],
        neutral_title=row["discreet_title"],
        organisation=world.organisations[row["organisation"]],
        venue=venue,
        kind=world.kinds[row["category"]],
        audience=world.audiences[row["audience"]],
        joining=JOINING.get(row["venue"], ""),
        summary=row["summary"],
        description=row["description"],
        what_to_expect=row["what_to_expect"],
        cost=row["cost"],
        is_free=re.search(r"\bfree\b|what you can|nothing", row["cost"].lower()) is not None,
        bring=row["bring"],
        picture=row["illustration"],
        gives_time=row["gives_time"],
        is_step_free=walk["step_free_option"] if walk else venue.is_step_free,
        walk=walk,
        booking_mode=row["booking_mode"],
        capacity=row["capacity"],
        has_waiting_list=row["waiting_list"],
        max_guests=row["max_guests_per_booking"],
        offers_buddy=row["buddy_offered"],
        is_attendance_private=row["attendance_private"],
        **_rule(row, world.today),
        start_time=time.fromisoformat(row["local_start_time"]),
        duration_minutes=row["duration_minutes"],
        zone=row["timezone"],
        cohosts=[world.organisations[slug] for slug in HELD_WITH.get(row["slug"], ())],
        badges=[world.badges[slug] for slug in row["badges_you_can_work_towards"]],
        published_at=world.ago(100),
        updated_at=world.ago(100),
    )
    event.slug = slug_for(event) if event.is_attendance_private else row["slug"]
    return event


def _rule(row: Row, today: date) -> dict[str, Any]:
    """How often, as the models keep it, with the first date of all."""
    name, _, more = row["rule"].partition(":")
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=row["start_week"])
    weekdays = [DAYS.index(day) for day in row["days"]]
    if name == "ONE":
        return {"frequency": Frequency.ONCE, "first_date": today + timedelta(days=int(more))}
    if name == "M":
        nth = int(more[:-2])
        return {
            "frequency": Frequency.MONTHLY,
            "weekdays": weekdays,
            "nth": nth,
            "first_date": _first_nth(monday, weekdays[0], nth),
        }
    if name == "2W" and more == "b":
        monday += timedelta(weeks=1)
    frequency = {"W": Frequency.WEEKLY, "2W": Frequency.FORTNIGHTLY, "BLOCK": Frequency.BLOCK}[name]
    return {
        "frequency": frequency,
        "weekdays": weekdays,
        "first_date": monday + timedelta(days=weekdays[0]),
        "block_length": int(more) if name == "BLOCK" else None,
    }


def _first_nth(start: date, weekday: int, nth: int) -> date:
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    while not (_is_last_of_month(day) if nth == -1 else (day.day + 6) // 7 == nth):
        day += timedelta(weeks=1)
    return day


def _is_last_of_month(day: date) -> bool:
    return (day + timedelta(weeks=1)).month != day.month


def _occurrences(event: Event, row: Row, world: World) -> list[Occurrence]:
    monday = world.today - timedelta(days=world.today.weekday())
    end = monday + timedelta(weeks=row["end_week"], days=-1)
    made = [_occurrence(event, day) for day in dates_of(rule_of(event), event.first_date, end)]
    if "cancel_one_future" in row["demo"]["exceptions"]:
        off = [date for date in made if date.starts_at > world.now][CANCELLED_DATE - 1]
        off.cancelled_at = off.changed_at = world.ago(1)
        off.cancellation_reason = CANCELLED_BECAUSE
        off.sequence = 1
    return made


def _occurrence(event: Event, day: date) -> Occurrence:
    starts_at, ends_at = utc_span(day, event.start_time, event.duration_minutes, event.zone)
    return Occurrence(
        event=event,
        original_date=day,
        number=1,
        venue=event.venue,
        local_date=day,
        start_time=event.start_time,
        duration_minutes=event.duration_minutes,
        zone=event.zone,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=event.capacity,
    )
