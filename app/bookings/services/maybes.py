"""I might come: helps the kitchen plan, and says nothing of who."""

from contextlib import suppress

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.bookings.models import Maybe
from app.events.models import Occurrence
from app.shared.database import db
from app.shared.errors import RuleBroken


def toggle_maybe(occurrence: Occurrence, browser_key: str) -> bool:
    """Say, or take back, that this browser might come; answers which it is now.

    Refuses with RuleBroken where places are booked, and once the date is off or has begun.
    """
    if not occurrence.event.is_drop_in:
        raise RuleBroken("This one has places to book.")
    if occurrence.is_cancelled or occurrence.has_started:
        raise RuleBroken("This date is not to come any more.")
    said = Maybe.occurrence_id == occurrence.id, Maybe.browser_key == browser_key
    if db.session.scalars(delete(Maybe).where(*said).returning(Maybe.id)).all():
        return False
    with suppress(IntegrityError), db.session.begin_nested():  # pressed twice at once: said it is
        db.session.add(Maybe(occurrence_id=occurrence.id, browser_key=browser_key))
    return True
