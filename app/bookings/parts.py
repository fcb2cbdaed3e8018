"""What this room shows on other rooms' pages."""

from typing import Any

from flask import session
from flask_login import current_user

from app.bookings import queries
from app.events.models import Occurrence
from app.people.models import Person
from app.shared import browser


def booking_panel(occurrence: Occurrence) -> dict[str, Any]:
    """What bookings/_booking_panel.html and bookings/_places_line.html take.

    `held` is the booking of this very browser or sign-in, if there is one: nobody else learns
    of it.
    """
    held = held_here(occurrence)
    return {
        "panel": {
            "occurrence": occurrence,
            "event": occurrence.event,
            "band": queries.bands_of([occurrence])[occurrence.id],
            "held": held,
            "position": queries.position(held) if held and held.is_waiting else None,
        }
    }


def person_here() -> Person | None:
    """Who is signed in in this browser; None if nobody is."""
    if not session:
        return None
    return current_user._get_current_object() if current_user.is_authenticated else None


def held_here(occurrence: Occurrence) -> "queries.Booking | None":
    """The live booking that this browser or sign-in holds on a date. No query for strangers."""
    person, key = person_here(), browser.known_key()
    return queries.live_booking_of(occurrence, person, key) if person or key else None
