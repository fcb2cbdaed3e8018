"""Starting a new event from one that is there."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from app.events.models import Event, EventDraft, EventHost, Frequency
from app.events.services.drafting import QUESTIONS, Answers
from app.events.services.questions import asked_again
from app.events.services.recurrence import dates_of, rule_of
from app.shared.codes import new_key
from app.shared.database import db
from app.shared.local_time import today_in

LONGEST_MONTH = timedelta(weeks=5)
"""Two dates of a monthly rule are five weeks apart at most."""
KEPT = {"_kept": ["1"]}
ONLY_BY_LINK: Answers = {"listing": ["link"]}
"""Kept beside the steps, for the last page of a draft."""


def copy_event(event: Event) -> EventDraft:
    """A draft that says all `event` says, from its next weekday on. Nothing of who came."""
    draft = EventDraft(
        organisation_id=event.organisation_id, form_key=new_key(), answers=_answers(event)
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def _answers(event: Event) -> dict[str, Answers]:
    hosts = db.session.scalars(select(EventHost.person_id).where(EventHost.event_id == event.id))
    is_known = event.cost in ("Free", "Pay what you can")
    cost = {"Free": "free", "Pay what you can": "what_you_can"}.get(event.cost, "costs")
    return {
        "name": {"title": [event.title], "neutral_title": [event.neutral_title]} | KEPT,
        "kind": {"kind": [event.kind.slug], "audience": [event.audience.slug]} | KEPT,
        "place": {"venue": [_venue(event)], "joining": [event.joining]} | KEPT,
        "when": _when(event) | KEPT,
        "places": {
            "booking_mode": [event.booking_mode],
            "capacity": [str(event.capacity or "")],
            "walk_in_places": [str(event.walk_in_places or "")],
            "max_guests": [str(event.max_guests)],
            **_tick("has_waiting_list", event.has_waiting_list),
        }
        | KEPT,
        "about": {
            "summary": [event.summary],
            "description": [event.description],
            "what_to_expect": ["\n".join(event.what_to_expect)],
            "bring": [event.bring],
            "cost": [cost],
            "cost_words": ["" if is_known else event.cost],
            "hosts": [str(each) for each in hosts],
        }
        | KEPT,
        "access": _tick("offers_buddy", event.offers_buddy)
        | _tick("is_attendance_private", event.is_attendance_private)
        | KEPT,
        **({} if event.is_listed else {"publication": ONLY_BY_LINK}),
        QUESTIONS: asked_again(event),
    }


def _when(event: Event) -> Answers:
    day = _next_day(event, today_in(event.zone))
    is_last = event.frequency == Frequency.MONTHLY and event.nth == -1
    return {
        # One more of something that was once is once again; a month is chosen by its own day.
        "frequency": ["monthly_last" if is_last else event.frequency],
        "first_date": [day.isoformat()],
        "start_time": [event.start_time.strftime("%H:%M")],
        "length": [str(event.duration_minutes)],
        "block_length": [str(event.block_length or "")],
        "other_days": [str(each) for each in event.weekdays if each != day.weekday()],
    }


def _next_day(event: Event, today: date) -> date:
    """The next day of its week, or of its month, that is not today."""
    if event.frequency == Frequency.MONTHLY:
        start = max(event.first_date, today + timedelta(1))
        goes_on = replace(rule_of(event), last_date=None, left_out=frozenset())
        return dates_of(goes_on, start, start + LONGEST_MONTH)[0]
    weekday = event.weekdays[0] if event.weekdays else event.first_date.weekday()
    return today + timedelta((weekday - today.weekday()) % 7 or 7)


def _venue(event: Event) -> str:
    return event.venue.type if event.venue.slug.startswith("any-") else str(event.venue_id)


def _tick(name: str, is_ticked: bool) -> Answers:
    return {name: ["y"]} if is_ticked else {}
