"""What follows when hours are confirmed, in the same transaction: who did it, and thanks."""

from app.hours import emails, queries
from app.hours.models import THANKS, HoursEntry, HoursSource, Recognition, Thanks
from app.people.models import Person
from app.shared import outbox
from app.shared.database import db, utcnow


def settle(entry: HoursEntry, *, by: Person | None) -> None:
    """Write down who confirmed an entry, and thank the person if it brought them that far. Their
    hours are held."""
    entry.decided_by_id = by.id if by else None
    entry.decided_at = utcnow()
    entry.words = ""
    db.session.flush()
    thank(entry)


def thank(entry: HoursEntry) -> None:
    """Give the thanks that a person has come to and not had. One mail, for the greatest of them."""
    had = {each.slug for each in queries.recognitions_of(entry.person)}
    minutes = queries.minutes_confirmed(entry.person)
    earned = [
        each for each in THANKS if each.slug not in had and _is_earned(each, minutes, entry.source)
    ]
    for each in earned:
        recognition = Recognition(person_id=entry.person_id, slug=each.slug, entry_id=entry.id)
        db.session.add(recognition)
    db.session.flush()
    if earned:
        emails.thanks(entry, earned[-1])


def take_thanks_back(entry: HoursEntry) -> None:
    """A mark that was a mistake: what it brought goes with it, and its mail if it has not gone."""
    for recognition in queries.recognitions_by(entry):
        outbox.drop(recognition.about, "hours.thanks")
        db.session.delete(recognition)
    db.session.flush()


def _is_earned(thanks: Thanks, minutes: int, source: str) -> bool:
    if thanks.hours == 0:
        return source == HoursSource.ATTENDANCE
    return minutes >= thanks.hours * 60
