"""Taking a file in, and bringing in what it holds: all of it or nothing, and once."""

from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.events.models import WaitingImport
from app.events.queries import imports as queries
from app.events.services.importing.found import Window
from app.events.services.importing.planning import plan
from app.events.services.importing.reading import is_calendar, kept_text
from app.events.services.importing.writing import Bringing, Choices
from app.events.services.publishing import publish_when
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken


def keep_import(text: str, group: Organisation, person: Person, window: Window) -> WaitingImport:
    """Keep a file until its person says whether it is brought in; an earlier one of theirs goes.

    Unreadable for a file that cannot be used at all. Who was invited is not kept.
    """
    plan(text, group, window)
    text = kept_text(text) if is_calendar(text) else text
    _forget(WaitingImport.organisation_id == group.id, WaitingImport.person_id == person.id)
    waiting = WaitingImport(organisation_id=group.id, person_id=person.id, text=text)
    db.session.add(waiting)
    db.session.flush()
    return waiting


def bring_in(
    waiting: WaitingImport, group: Organisation, choices: Choices, window: Window
) -> WaitingImport:
    """Make events and dates of what is in the file; nobody sees new events before they are
    published. A second time it does nothing. Refuses more than can be looked through."""
    if not _take(waiting):
        return waiting
    planned = plan(waiting.text, group, window)
    bringing = Bringing(group, choices, window, planned)
    try:
        for row in planned.rows:
            bringing.bring(row)
        db.session.flush()
    except IntegrityError:  # the same entry, out of another file at the same time
        raise RuleBroken("Somebody brought in the same just now. Give us it again") from None
    waiting.text = ""
    waiting.event_ids = sorted(bringing.event_ids)
    waiting.dates_made = bringing.dates_made
    db.session.flush()
    return waiting


def publish_brought(waiting: WaitingImport, group: Organisation) -> int:
    """Publish what came of a file and is not public; says how many were. Refuses as publishing."""
    events = queries.unpublished(group, waiting.event_ids)
    for event in events:
        publish_when(event)
    return len(events)


def drop_import(waiting: WaitingImport) -> None:
    """Throw the file away."""
    db.session.delete(waiting)
    db.session.flush()


def forget_imports() -> int:
    """Throw away the files that waited for a day; says how many."""
    return _forget(WaitingImport.created_at <= utcnow() - queries.KEPT)


def _take(waiting: WaitingImport) -> bool:
    """Whether it is ours to bring in: False if somebody did, a moment ago or now."""
    taken = db.session.scalars(
        update(WaitingImport)
        .where(WaitingImport.id == waiting.id, WaitingImport.brought_at.is_(None))
        .values(brought_at=utcnow())
        .returning(WaitingImport.id)
        .execution_options(synchronize_session=False)
    ).all()
    db.session.refresh(waiting)
    return bool(taken)


def _forget(*which: Any) -> int:
    gone = delete(WaitingImport).where(*which).returning(WaitingImport.id)
    return len(db.session.scalars(gone).all())
