"""Asking to be told, being told, and stopping."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.events.models import Event, Occurrence
from app.following import emails, queries
from app.following.models import Follow, News
from app.people.models import Person
from app.shared import outbox
from app.shared.codes import new_key
from app.shared.database import db, utcnow


def ask(event: Event, email: str) -> None:
    """Send `email` a link with which its owner says yes; one mail a day, however often asked.

    Does the same for every address, so nobody learns who follows what.
    """
    follow = _follow(event, email)
    emails.asked(follow)


def follow(event: Event, person: Person) -> bool:
    """Tell `person` from now on; False where we have no address of theirs. Bears repeating."""
    if not person.email:
        return False
    confirm(_follow(event, person.email))
    return True


def unfollow(event: Event, person: Person) -> None:
    """Tell `person` no more. Bears repeating."""
    if person.email and (follow := queries.of(event, person.email)):
        stop(follow)


def confirm(follow: Follow) -> None:
    """The owner of the address said yes. Bears repeating."""
    follow.confirmed_at = follow.confirmed_at or utcnow()
    db.session.flush()


def stop(follow: Follow) -> None:
    """Forget that this address ever asked, and every mail about it, unsent ones too."""
    outbox.erase(follow.about)
    db.session.delete(follow)
    db.session.flush()


def tell(occurrence: Occurrence, news: News, but: Collection[str] = ()) -> int:
    """Mail everyone who follows the event of `occurrence`; answers how many.

    Leaves out the addresses `but`, lower case: of those who booked, and are told as such.
    """
    to_tell = [pair for pair in queries.to_tell(occurrence) if pair[0].email not in but]
    shown = queries.with_event(occurrence) if to_tell else occurrence
    for follow, full in to_tell:
        emails.told(follow, shown, news, full)
    return len(to_tell)


def forget(now: datetime | None = None) -> None:
    """Forget what nobody said yes to in a week, and what has had no dates for 90 days."""
    for follow in queries.over(now or utcnow()):
        stop(follow)


def _follow(event: Event, email: str) -> Follow:
    if known := queries.of(event, email):
        return known
    follow = Follow(event=event, email=email, key=new_key(), asked_at=utcnow())
    try:
        with db.session.begin_nested():
            db.session.add(follow)
    except IntegrityError:  # asked twice in this very moment
        return queries.of(event, email) or _follow(event, email)
    return follow
