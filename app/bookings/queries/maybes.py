"""Who might come to a date that needs no booking: a number, shown only from three."""

from sqlalchemy import func, select

from app.bookings.models import Maybe
from app.events.models import Occurrence
from app.shared.database import db

SHOWN_FROM = 3
"""A smaller number would point at the people who pressed."""


def maybe_of(occurrence: Occurrence, browser_key: str | None) -> Maybe | None:
    """What this browser said of the date, if it said anything."""
    if not browser_key:
        return None
    return db.session.scalar(
        select(Maybe).where(Maybe.occurrence_id == occurrence.id, Maybe.browser_key == browser_key)
    )


def might_come(occurrence: Occurrence) -> int | None:
    """How many might come; None while that is fewer than SHOWN_FROM."""
    said = select(func.count()).where(Maybe.occurrence_id == occurrence.id)
    number = db.session.scalar(said) or 0
    return number if number >= SHOWN_FROM else None
