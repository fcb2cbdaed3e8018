"""What events are called, where that may not be said."""

from collections.abc import Sequence

from sqlalchemy import select

from app.events.models import Event
from app.shared.database import db


def telling_names() -> Sequence[str]:
    """The titles of events that neutral wording leaves out, as they have another one there. For
    shared/neutral.py."""
    return db.session.scalars(
        select(Event.title).where(Event.neutral_title != Event.title).distinct()
    ).all()
