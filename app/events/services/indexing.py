"""Keeping what search looks in up to date."""

from collections.abc import Iterable

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.events.models import Event, EventText, SearchWord
from app.events.queries.search import words_of
from app.shared.database import db

SHORTEST_KNOWN = 3
"""Letters. Shorter words are no help in guessing what a misspelled one meant."""


def index_event(event: Event) -> None:
    """Make `event` findable by its public words as they are now. Repeating it changes nothing.

    Needs its organisation, kind and venue with place loaded. An address that is told only to
    people who booked is left out, or searching for it would give it away.
    """
    title = " ".join(words_of(event.title))
    body = " ".join(words_of(" ".join(_words(event))))
    shown = db.session.scalar(select(EventText).where(EventText.event_id == event.id))
    if shown is None:
        db.session.add(EventText(event_id=event.id, title=title, body=body))
    else:
        shown.title, shown.body = title, body
    _know({word for word in f"{title} {body}".split() if len(word) >= SHORTEST_KNOWN})
    db.session.flush()


def _words(event: Event) -> Iterable[str]:
    yield from (event.neutral_title, event.summary, event.description, event.bring)
    yield from event.what_to_expect
    yield from (event.organisation.name, event.organisation.neutral_name, event.kind.name)
    venue = event.venue
    if not (event.is_attendance_private or venue.is_address_private):
        yield venue.name
    if venue.place:
        yield from (venue.place.name, venue.place.district)


def _know(words: set[str]) -> None:
    """Add `words` to the known ones; two writers may add the same one at once."""
    if not words:
        return
    rows = [{"word": word} for word in sorted(words) if not word.isdigit()]
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    insert: Insert = (
        postgresql.insert(SearchWord).on_conflict_do_nothing(index_elements=["word"])
        if is_postgresql
        else sqlite.insert(SearchWord).on_conflict_do_nothing(index_elements=["word"])
    )
    db.session.execute(insert, rows)
