"""Hours that follow from somebody being marked as there."""

from datetime import date

from app.hours.models import TAKE_BACK_WITHIN, HoursEntry, HoursSource, HoursState
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
    note: str = "",
    by: Person | None = None,
) -> HoursEntry:
    """Write down that `person` gave this time in this role: confirmed at once, for the group saw
    them. Only where they marked themselves (`by`) it waits for somebody else.

    To the nearest quarter of an hour. Whoever calls keeps the entry's id, so as not to call twice.
    """
    hold_people([person.id])
    entry = HoursEntry(
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
    return entry


def take_back(entry: HoursEntry) -> None:
    """Undo what `record` wrote down, within TAKE_BACK_WITHIN; refuses later, and once corrected."""
    hold(entry)
    if entry.state == HoursState.TAKEN_BACK:
        return
    if utcnow() - entry.added_at > TAKE_BACK_WITHIN:
        raise RuleBroken("That was a while ago. Correct the hours instead.")
    move(entry, Move.UNDO)
    take_thanks_back(entry)
