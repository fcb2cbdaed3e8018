"""Asking to be told, being told, and stopping."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.events.models import Occurrence
from app.following import emails, queries
from app.following.models import Follow, News
from app.following.queries import Subject
from app.people.models import Person
from app.places.models import Venue
from app.shared import outbox
from app.shared.codes import new_key
from app.shared.database import db, utcnow


def ask(subject: Subject, email: str) -> None:
    """Send `email` a link with which its owner says yes; one mail a day, however often asked.

    Does the same for every address, so nobody learns who follows what.
    """
    emails.asked(_follow(subject, email))


def follow(subject: Subject, person: Person) -> bool:
    """Tell `person` from now on; False where we have no address of theirs. Bears repeating."""
    if not person.email:
        return False
    confirm(_follow(subject, person.email))
    return True


def unfollow(subject: Subject, person: Person) -> None:
    """Tell `person` no more. Bears repeating."""
    if person.email and (follow := queries.of(subject, person.email)):
        stop(follow)


def confirm(follow: Follow) -> None:
    """The owner of the address said yes. Bears repeating."""
    follow.confirmed_at = follow.confirmed_at or utcnow()
    db.session.flush()


def choose(follow: Follow, *, changes: bool, weekly: bool) -> None:
    """Send a mail when a date changes, a list each week, both or neither."""
    follow.tells_changes, follow.sends_weekly = changes, weekly
    db.session.flush()


def stop(follow: Follow) -> None:
    """Forget that this address ever asked, and every mail about it, unsent ones too."""
    outbox.erase(follow.about)
    db.session.delete(follow)
    db.session.flush()


def tell(occurrence: Occurrence, news: News, but: Collection[str] = ()) -> int:
    """Mail everyone who follows the event, group or place of `occurrence`; answers how many.

    Leaves out the addresses `but`, lower case: of those who booked, and are told as such.
    """
    venue = db.session.get_one(Venue, occurrence.venue_id)
    told = [
        pair for pair in queries.to_tell(occurrence, venue.place_id) if pair[0].email not in but
    ]
    shown = queries.with_event(occurrence) if told else occurrence
    for follow, full in told:
        emails.told(follow, shown, news, full)
    return len(told)


def forget(now: datetime | None = None) -> None:
    """Forget what nobody said yes to in a week, and events that had no dates for 90 days."""
    for follow in queries.over(now or utcnow()):
        stop(follow)


def _follow(subject: Subject, email: str) -> Follow:
    if known := queries.of(subject, email):
        return known
    # Whoever follows a place wants to hear what is on, not of every change in town.
    choices = {"tells_changes": not subject.is_place, "sends_weekly": subject.is_place}
    follow = Follow(email=email, key=new_key(), asked_at=utcnow(), **choices)
    setattr(follow, subject.column, subject.thing)
    try:
        with db.session.begin_nested():
            db.session.add(follow)
    except IntegrityError:  # asked twice in this very moment
        return queries.of(subject, email) or _follow(subject, email)
    return follow
