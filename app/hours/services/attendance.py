"""Hours that follow from somebody being marked as there."""

from datetime import date

from app.hours import queries
from app.hours.models import TAKE_BACK_WITHIN, HoursEntry, HoursSource, HoursState
from app.hours.services.counting import tell_badges
from app.hours.services.lengths import quarters
from app.hours.services.moves import Move, hold, hold_people, move
from app.hours.services.thanking import settle, take_thanks_back
from app.opportunities.models import Opportunity
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken


def record(
    person: Person,
    role: Opportunity,
    day: date,
    minutes: int,
    *,
    occurrence_id: int | None = None,
    note: str = "",
    by: Person | None = None,
) -> HoursEntry:
    """Write down that `person` gave this time in this role: confirmed at once, for the group saw
    them. Only where they marked themselves (`by`) it waits for somebody else.

    Where it was at a date of an event (`occurrence_id`) it stands in the place of what they added
    for that themselves: one afternoon counts once. To the nearest quarter of an hour. Whoever calls
    keeps the entry's id, so as not to call twice.
    """
    hold_people([person.id])
    entry = HoursEntry(
        occurrence_id=_freed(person, occurrence_id),
        person=person,
        organisation_id=role.organisation_id,
        opportunity_id=role.id,
        day=day,
        minutes=quarters(minutes),
        source=HoursSource.ATTENDANCE,
        note=note,
    )
    db.session.add(entry)
    db.session.flush()
    if by is None or by.id != person.id:
        move(entry, Move.CONFIRM)
        settle(entry, by=by)
    tell_badges(person)
    return entry


def _freed(person: Person, occurrence_id: int | None) -> int | None:
    """The date, with what they added for it taken back; None where another shift has it already."""
    earlier = queries.for_date(person, occurrence_id) if occurrence_id else None
    if earlier and earlier.source == HoursSource.ATTENDANCE:
        return None
    if earlier and earlier.counts:
        move(earlier, Move.TAKE_BACK if earlier.is_waiting else Move.UNDO)
        take_thanks_back(earlier)
    return occurrence_id


def take_back(entry: HoursEntry) -> None:
    """Undo what `record` wrote down, within TAKE_BACK_WITHIN; refuses later, and once corrected."""
    hold(entry)
    if entry.state == HoursState.TAKEN_BACK:
        return
    if utcnow() - entry.added_at > TAKE_BACK_WITHIN:
        raise RuleBroken("That was a while ago. Correct the hours instead.")
    move(entry, Move.UNDO)
    take_thanks_back(entry)
    tell_badges(entry.person)
