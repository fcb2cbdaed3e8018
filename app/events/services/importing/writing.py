"""Events and dates out of the entries of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.events.models import (
    Audience,
    BookingMode,
    Event,
    EventKind,
    Frequency,
    ImportedEntry,
    Occurrence,
)
from app.events.queries import imports as queries
from app.events.services.dates import cancel_date
from app.events.services.drafting import PICTURES, neutral_name, venue_of
from app.events.services.importing.found import Fate, Slot, Window
from app.events.services.importing.planning import ONLINE, Plan, Row
from app.events.services.publishing import slug_for
from app.events.services.recurrence import Rule, dates_of, utc_span
from app.organisations.models import Organisation
from app.places.models import Venue
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

MAX_DATES = 2_000
MAX_EVENTS = 200
"""How much one file may bring: more at a time nobody looks through."""


@dataclass(frozen=True)
class Choices:
    """What a calendar does not tell."""

    kind: EventKind
    audience: Audience
    venue: str = ""
    """Where it is that the file names no venue we know: an id, `online` or `phone`."""
    capacity: int | None = None
    """None where people just turn up."""


class Bringing:
    """One file on its way in."""

    def __init__(self, group: Organisation, choices: Choices, window: Window, plan: Plan) -> None:
        self.group, self.choices, self.window = group, choices, window
        self.series = dict(plan.joins)
        joined = {event.id for event in self.series.values()}
        self.days = queries.days_of_events(
            joined | {row.known.imported.event_id for row in plan.rows if row.known}
        )
        self.venues: dict[str, Venue] = {}
        self.event_ids: set[int] = set()
        self.events_made = self.dates_made = 0

    def bring(self, row: Row) -> None:
        """Write what becomes of one entry."""
        match row.fate:
            case Fate.NEW:
                self._new(row)
            case Fate.MORE:
                event = self._event_of(row)
                self._add(event, self._missing(event, row.entry.slots))
            case Fate.CHANGED:
                self._change(row)

    def _new(self, row: Row) -> None:
        entry = row.entry
        is_single = entry.rule is None and len(entry.slots) == 1
        event = self.series.get(entry.series) if is_single else None
        if event is None:
            event = self._write_event(row)
            if is_single:
                self.series[entry.series] = event
        slots = [slot for slot in entry.slots if self.window.holds(slot.day)]
        dates = self._add(event, slots)
        self._widen(event, slots)
        self.event_ids.add(event.id)
        db.session.add(
            ImportedEntry(
                organisation_id=self.group.id,
                source=entry.source,
                series=entry.series,
                fingerprint=entry.fingerprint,
                event_id=event.id,
                occurrence_id=dates[0].id if is_single else None,
            )
        )

    def _change(self, row: Row) -> None:
        assert row.known is not None
        entry, imported = row.entry, row.known.imported
        event = self._event_of(row)
        imported.fingerprint = entry.fingerprint
        if entry.is_cancelled or imported.occurrence_id:
            self._change_dates(imported, entry.slots, is_off=entry.is_cancelled)
            return
        try:
            with db.session.begin_nested():
                db.session.execute(delete(Occurrence).where(Occurrence.event_id == event.id))
        except IntegrityError:
            raise RuleBroken(f"“{event.title}” has bookings. Change it on its own page") from None
        self.days[event.id] = []
        for name, value in self._when(entry.rule, entry.slots).items():
            setattr(event, name, value)
        self._add(event, [slot for slot in entry.slots if self.window.holds(slot.day)])

    def _change_dates(
        self, imported: ImportedEntry, slots: tuple[Slot, ...], *, is_off: bool
    ) -> None:
        which = Occurrence.id == imported.occurrence_id
        if not imported.occurrence_id:
            which = Occurrence.event_id == imported.event_id
        for occurrence in db.session.scalars(select(Occurrence).where(which)).all():
            if is_off and not occurrence.has_ended:
                cancel_date(occurrence, "It is cancelled in the group’s calendar")
            elif not is_off:
                (slot,) = slots
                occurrence.local_date, occurrence.start_time = slot.day, slot.start
                occurrence.duration_minutes = slot.minutes
                occurrence.starts_at, occurrence.ends_at = self._span(slot)
                occurrence.sequence += 1
                occurrence.changed_at = utcnow()

    def _write_event(self, row: Row) -> Event:
        self.events_made += 1
        if self.events_made > MAX_EVENTS:
            raise RuleBroken(f"That is more than {MAX_EVENTS} events. Bring in less at a time")
        entry, choices = row.entry, self.choices
        venue = self._venue(row.venue or choices.venue)
        counted = choices.capacity is not None
        event = Event(
            title=entry.title,
            neutral_title=neutral_name(entry.title, self.group),
            organisation=self.group,
            kind=choices.kind,
            audience=choices.audience,
            venue=venue,
            description=entry.about,
            joining=entry.where if row.venue == ONLINE else "",
            picture=PICTURES.get(choices.kind.look, "circle"),
            is_step_free=venue.is_step_free,
            booking_mode=BookingMode.BOOKABLE if counted else BookingMode.DROP_IN,
            capacity=choices.capacity,
            has_waiting_list=counted,
            max_guests=1 if counted else 0,
            **self._when(entry.rule, entry.slots),
        )
        event.slug = slug_for(event)
        db.session.add(event)
        db.session.flush()
        self.days[event.id] = []
        return event

    def _when(self, rule: Rule | None, slots: tuple[Slot, ...]) -> dict[str, Any]:
        """The columns of an event that say when it is. A series that began long ago begins here
        with its next date."""
        zone = str(self.window.zone)
        if rule is None:
            first = min(slots, key=lambda slot: slot.day)
            return {
                "frequency": Frequency.ONCE.value,
                "weekdays": [],
                "nth": None,
                "first_date": first.day,
                "last_date": max(slot.day for slot in slots),
                "start_time": first.start,
                "duration_minutes": first.minutes,
                "zone": zone,
                "left_out": [],
            }
        coming = dates_of(rule, self.window.today, self.window.last)
        first_day = coming[0] if coming else rule.first_date
        return {
            "frequency": rule.frequency,
            "weekdays": list(rule.weekdays),
            "nth": rule.nth,
            "first_date": first_day,
            "last_date": rule.last_date,
            "start_time": rule.start_time,
            "duration_minutes": rule.duration_minutes,
            "zone": zone,
            "left_out": [str(day) for day in sorted(rule.left_out) if day >= first_day],
        }

    def _venue(self, chosen: str) -> Venue:
        if chosen not in self.venues:
            self.venues[chosen] = venue_of(chosen, self.group)
        return self.venues[chosen]

    def _event_of(self, row: Row) -> Event:
        assert row.known is not None
        event = db.session.get_one(Event, row.known.imported.event_id)
        self.event_ids.add(event.id)
        return event

    def _missing(self, event: Event, slots: Iterable[Slot]) -> list[Slot]:
        here = {day for day, _ in self.days[event.id]}
        return [slot for slot in slots if slot.original not in here]

    def _widen(self, event: Event, slots: list[Slot]) -> None:
        """An event of single dates begins with its first and ends with its last."""
        if event.frequency == Frequency.ONCE and slots:
            first, last = min(slots, key=_when), max(slots, key=_when)
            if first.day < event.first_date:
                event.first_date = first.day
            event.last_date = max(event.last_date or event.first_date, last.day)

    def _add(self, event: Event, slots: list[Slot]) -> list[Occurrence]:
        self.dates_made += len(slots)
        if self.dates_made > MAX_DATES:
            raise RuleBroken(f"That is more than {MAX_DATES:,} dates. Bring in less at a time")
        made = []
        for slot in slots:
            taken = [number for day, number in self.days[event.id] if day == slot.original]
            number = max(taken, default=0) + 1
            self.days[event.id].append((slot.original, number))
            starts_at, ends_at = self._span(slot)
            made.append(
                Occurrence(
                    event_id=event.id,
                    original_date=slot.original,
                    number=number,
                    venue_id=event.venue_id,
                    local_date=slot.day,
                    start_time=slot.start,
                    duration_minutes=slot.minutes,
                    zone=event.zone,
                    starts_at=starts_at,
                    ends_at=ends_at,
                    capacity=event.capacity,
                )
            )
        db.session.add_all(made)
        db.session.flush()
        return made

    def _span(self, slot: Slot) -> tuple[datetime, datetime]:
        return utc_span(slot.day, slot.start, slot.minutes, str(self.window.zone))


def _when(slot: Slot) -> tuple[date, time]:
    return slot.day, slot.start
