"""Who was there, as the coordinator notes it down. Hours come of it, and never any blame."""

from datetime import timedelta

from app.hours import services as hours
from app.hours.models import HoursEntry
from app.people.models import Person
from app.rota import emails
from app.rota.models import ShiftSignup, SignupState
from app.rota.services.holding import hold
from app.rota.services.moves import Move, move
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

MAY_CORRECT = timedelta(days=14)
"""After the end, in which a mark may be made or changed."""


def mark_came(signup: ShiftSignup, by: Person) -> None:
    """They were there: hours come of it, as long as the shift really was. Marking twice is once.

    Hours of one's own wait for somebody else to confirm them. Refuses with RuleBroken before it
    began and after MAY_CORRECT.
    """
    _hold(signup)
    if signup.state == SignupState.CAME:
        return
    outbox.drop(signup.about, emails.ARE_YOU_OK)
    move(signup, Move.MARK_CAME)
    shift = signup.shift
    given = shift.opportunity, shift.local_date, shift.minutes
    entry = hours.record(signup.person, *given, occurrence_id=shift.occurrence_id, by=by)
    signup.hours_entry_id = entry.id
    db.session.flush()


def mark_missed(signup: ShiftSignup) -> None:
    """They were not there: one mail asks whether they are all right, and nothing else follows,
    ever. Marking twice is once; refuses as mark_came does."""
    _hold(signup)
    if signup.state == SignupState.DID_NOT_COME:
        return
    move(signup, Move.MARK_MISSED)
    _take_hours_back(signup)
    emails.are_you_ok(signup)


def unmark(signup: ShiftSignup) -> None:
    """Take a mark back, and what came of it. Twice is once; refuses as mark_came does."""
    _hold(signup)
    if signup.is_coming:
        return
    move(signup, Move.UNMARK)
    _take_hours_back(signup)
    outbox.drop(signup.about, emails.ARE_YOU_OK)


def _take_hours_back(signup: ShiftSignup) -> None:
    """The rows stay among the hours, as taken back: totals always equal their rows."""
    entry = db.session.get(HoursEntry, signup.hours_entry_id) if signup.hours_entry_id else None
    if entry:
        hours.take_back(entry)
    signup.hours_entry_id = None
    db.session.flush()


def _hold(signup: ShiftSignup) -> None:
    hold(signup.shift, [signup.person_id])
    db.session.refresh(signup, ["state", "hours_entry_id"])
    if signup.shift.is_cancelled:
        raise RuleBroken("This shift was off, so there is nothing to note down.")
    if not signup.shift.has_started:
        raise RuleBroken("You can note this down once the shift has begun.")
    if utcnow() > signup.shift.ends_at + MAY_CORRECT:
        raise RuleBroken("This was more than 14 days ago, so what was noted down stays as it is.")
