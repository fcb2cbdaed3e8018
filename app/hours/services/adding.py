"""What a person does with their own hours: add, mend, take back."""

from dataclasses import dataclass
from datetime import date, time

from app.events.models import Event, Occurrence
from app.hours import queries
from app.hours.models import LONGEST_DAY, HoursEntry, HoursSource, HoursState
from app.hours.permissions import runs_door
from app.hours.services.counting import tell_badges
from app.hours.services.lengths import check, quarters, told_length
from app.hours.services.moves import Move, hold, hold_people, move
from app.hours.services.thanking import settle
from app.people.models import Person
from app.shared.codes import hashed
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says they gave: for how long, or from when to when."""

    day: date
    organisation_id: int
    opportunity_id: int | None = None
    minutes: int | None = None
    start_time: time | None = None
    end_time: time | None = None
    note: str = ""


def add(person: Person, given: Given, *, form_key: str | None = None) -> HoursEntry:
    """Add hours, which then wait for the group. A form that comes twice adds once.

    Refuses, with the field that is meant, what cannot have been.
    """
    hold_people([person.id])
    key = hashed(f"{person.id}:{form_key}") if form_key else None
    if key and (earlier := queries.with_form_key(person, key)):
        return earlier
    entry = HoursEntry(person=person, form_key=key)
    _tell(entry, person, given)
    db.session.add(entry)
    db.session.flush()
    return entry


def send_again(entry: HoursEntry, given: Given) -> None:
    """Answer the group's question, or mend what still waits; refuses as `add` does, and once the
    group has answered."""
    hold(entry)
    move(entry, Move.SEND_AGAIN)
    _tell(entry, entry.person, given, but=entry.id)
    entry.words = ""
    entry.sent_at = utcnow()
    entry.reminded_at = entry.passed_on_at = None
    db.session.flush()


def withdraw(entry: HoursEntry) -> None:
    """Take back what has not been answered. Twice is once."""
    hold(entry)
    if entry.state != HoursState.TAKEN_BACK:
        move(entry, Move.TAKE_BACK)


def add_date(person: Person, occurrence: Occurrence, *, is_marked: bool) -> HoursEntry:
    """Add the length of a date that gives time, which `person` had a place on, once.

    If the door marked them as there it is confirmed at once, unless they run that door themselves:
    then it waits for somebody else. Refuses before the date is over, where who comes is nobody's
    business, and where a shift has brought the hours already.
    """
    hold_people([person.id])
    if earlier := queries.for_date(person, occurrence.id):
        if earlier.source == HoursSource.ATTENDANCE:
            raise RuleBroken("Those hours are there already, from your shift.")
        return earlier
    if occurrence.is_cancelled or not occurrence.has_ended:
        raise RuleBroken("This date is not over yet. Add the hours when it is.")
    if not counts(occurrence.event):
        raise RuleBroken("Hours are counted on dates that give time to others.")
    day = occurrence.local_start.date()
    minutes = length_of(occurrence)
    check(person, day, minutes)
    entry = HoursEntry(
        person=person,
        organisation_id=occurrence.event.organisation_id,
        occurrence_id=occurrence.id,
        day=day,
        minutes=minutes,
        source=HoursSource.EVENT,
    )
    db.session.add(entry)
    db.session.flush()
    if is_marked and not runs_door(person, occurrence.event.organisation):
        move(entry, Move.CONFIRM)
        settle(entry, by=None)
        tell_badges(person)
    return entry


def counts(event: Event) -> bool:
    """Whether hours are counted on the dates of `event`: it gives time to others, and the group may
    know who came."""
    return event.gives_time and not event.is_attendance_private


def length_of(occurrence: Occurrence) -> int:
    """What one date counts for, in minutes."""
    return min(quarters(occurrence.duration_minutes), LONGEST_DAY)


def _tell(entry: HoursEntry, person: Person, given: Given, but: int = 0) -> None:
    minutes, end = told_length(given.day, given.minutes, given.start_time, given.end_time)
    check(person, given.day, minutes, end=end, but=but)
    entry.organisation_id = given.organisation_id
    entry.opportunity_id = given.opportunity_id
    entry.day, entry.minutes, entry.note = given.day, minutes, given.note
    entry.start_time, entry.end_time = given.start_time, given.end_time
