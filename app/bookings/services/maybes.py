"""I might come: helps the kitchen plan, and says nothing of who."""

from app.bookings import queries
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
    if said := queries.maybe_of(occurrence, browser_key):
        db.session.delete(said)
        return False
    db.session.add(Maybe(occurrence_id=occurrence.id, browser_key=browser_key))
    db.session.flush()
    return True
