"""One at a time for an event."""

from sqlalchemy import update

from app.events.models import Event
from app.shared.database import db


def hold(event: Event) -> None:
    """Nobody else changes this event until we are done; an UPDATE, for SQLite knows no FOR."""
    db.session.execute(
        update(Event)
        .where(Event.id == event.id)
        .values(slug=Event.slug, updated_at=Event.updated_at)
        .execution_options(synchronize_session=False)
    )
