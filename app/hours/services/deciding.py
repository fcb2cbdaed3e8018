"""What a group does with the hours that people say they gave it. Nobody decides on their own."""

from collections.abc import Mapping

from app.hours import emails, permissions, queries
from app.hours.models import LONGEST_DAY, STEP, HoursEntry, HoursState
from app.hours.services.counting import tell_badges
from app.hours.services.lengths import Refused
from app.hours.services.moves import Move, hold, hold_people, move
from app.hours.services.thanking import settle, thank
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken


def confirm(group: Organisation, seen: Mapping[int, int], by: Person) -> tuple[int, int]:
    """Confirm these entries of the group, each with the minutes that `by` saw. Say how many that
    were not so before, and how many wait still as they are of another length by now.

    What was answered meanwhile is left as it is. Refuses all of them where one is `by`'s own.
    """
    hold_people([entry.person_id for entry in queries.of_group_with_ids(group, seen)])
    found = [
        entry for entry in queries.of_group_with_ids(group, seen) if entry.state == HoursState.SENT
    ]
    waiting = [entry for entry in found if entry.minutes == seen[entry.id]]
    for entry in found:
        _check_not_own(entry, by)
    for entry in waiting:
        move(entry, Move.CONFIRM)
        settle(entry, by=by)
    for entry in {entry.person_id: entry for entry in waiting}.values():
        tell_badges(entry.person)
        emails.confirmed(entry, sum(e.minutes for e in waiting if e.person_id == entry.person_id))
    return len(waiting), len(found) - len(waiting)


def ask(entry: HoursEntry, words: str, by: Person) -> None:
    """Ask the person something before confirming; they can answer, mend it or take it back."""
    _answer(entry, Move.ASK, words, by)
    emails.question(entry)


def turn_down(entry: HoursEntry, words: str, by: Person) -> None:
    """Do not confirm, and say why. They may add them again."""
    _answer(entry, Move.TURN_DOWN, words, by)
    emails.not_confirmed(entry)


def correct(entry: HoursEntry, minutes: int | None, words: str, by: Person) -> HoursEntry:
    """Put another length in the place of hours that were confirmed: a new entry, the old one kept.

    Thanks that were given stay. The same length changes nothing. Refuses one's own, and a length
    that cannot be.
    """
    hold(entry)
    _check_not_own(entry, by)
    if minutes is None or not 0 <= minutes <= LONGEST_DAY or minutes % STEP:
        raise Refused("Choose a length in quarters of an hour, up to 12 hours", "length")
    if entry.is_confirmed and entry.minutes == minutes:
        raise Refused("That is how long it is already", "length")
    move(entry, Move.CORRECT)
    kept = ("person_id", "organisation_id", "opportunity_id", "occurrence_id", "day", "source")
    new = HoursEntry(
        **{name: getattr(entry, name) for name in kept},
        minutes=minutes,
        note=entry.note,
        words=words,
        state=HoursState.CONFIRMED,
        decided_by_id=by.id,
        decided_at=utcnow(),
        corrects_id=entry.id,
    )
    db.session.add(new)
    db.session.flush()
    db.session.refresh(new, ["person", "organisation"])
    thank(new)
    tell_badges(new.person)
    emails.corrected(new)
    return new


def _answer(entry: HoursEntry, event: Move, words: str, by: Person) -> None:
    hold(entry)
    _check_not_own(entry, by)
    entry.words = words
    move(entry, event)
    entry.decided_by_id, entry.decided_at = by.id, utcnow()
    db.session.flush()


def _check_not_own(entry: HoursEntry, by: Person) -> None:
    if not permissions.can_decide(by, entry):
        raise RuleBroken("These are your own hours. Somebody else of the group confirms them.")
