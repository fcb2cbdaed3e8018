"""Hours that follow from somebody being marked as there."""

from datetime import date

from app.hours.models import (
    STEP,
    TAKE_BACK_WITHIN,
    HoursEntry,
    HoursSource,
    HoursState,
)
from app.hours.services.moves import Move, hold, hold_people, move
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
    note: str = "",
    by: Person | None = None,
) -> HoursEntry:
    """Write down that `person` gave this time in this role: confirmed at once, for the group saw
    them. Only where they marked themselves (`by`) it waits for somebody else.

    To the nearest quarter of an hour. Whoever calls keeps the entry's id, so as not to call twice.
    """
    hold_people([person.id])
    entry = HoursEntry(
        person_id=person.id,
        organisation_id=role.organisation_id,
        opportunity_id=role.id,
        day=day,
        minutes=max(STEP, (minutes + STEP // 2) // STEP * STEP),
        source=HoursSource.ATTENDANCE,
        note=note,
    )
    db.session.add(entry)
    if by is None or by.id != person.id:
        entry.state = HoursState.CONFIRMED
        entry.decided_at = utcnow()
        entry.decided_by_id = by.id if by else None
    db.session.flush()
    return entry


def take_back(entry: HoursEntry) -> None:
    """Undo what `record` wrote down, within TAKE_BACK_WITHIN; refuses later, and once corrected."""
    hold(entry)
    if entry.state == HoursState.TAKEN_BACK:
        return
    if utcnow() - entry.added_at > TAKE_BACK_WITHIN:
        raise RuleBroken("That was a while ago. Correct the hours instead.")
    move(entry, Move.UNDO)
