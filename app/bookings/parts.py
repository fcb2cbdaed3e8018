"""What this room shows on other rooms' pages."""

from typing import Any

from app.bookings import queries
from app.bookings.forms import PartyForm
from app.bookings.models import Booking
from app.bookings.services import Party
from app.events.models import Occurrence
from app.opportunities import queries as opportunities
from app.opportunities.parts import where
from app.people.models import Person
from app.people.parts import person_here
from app.shared import browser


def booking_panel(occurrence: Occurrence, band: queries.Band | None = None) -> dict[str, Any]:
    """What bookings/_booking_panel.html takes; `band` if it is known already.

    `held` is the booking of this very browser or sign-in, if there is one: nobody else learns
    of it.
    """
    held = held_here(occurrence)
    band = band or queries.bands_of([occurrence])[occurrence.id]
    return {
        "panel": {
            "occurrence": occurrence,
            "event": occurrence.event,
            "band": band,
            "held": held,
            "invitation": _invitation(occurrence, band) if not held else "",
            "position": queries.position(held) if held and held.is_waiting else None,
            **_maybe(occurrence),
        }
    }


def _invitation(occurrence: Occurrence, band: queries.Band) -> str:
    """The words of the button that leads to a booking; none where nothing can be booked."""
    is_open = not (occurrence.is_cancelled or occurrence.has_started or occurrence.event.is_drop_in)
    if not is_open or band is queries.Band.FULL_NO_LIST:
        return ""
    if band.is_full:
        return "Join the waiting list"
    return "Book all the dates" if occurrence.event.is_block else "Book a place"


def places_line(occurrence: Occurrence, band: queries.Band | None = None) -> dict[str, Any]:
    """What bookings/_places_line.html and the form to book take: the same for everyone."""
    band = band or queries.bands_of([occurrence])[occurrence.id]
    return {"panel": {"occurrence": occurrence, "event": occurrence.event, "band": band}}


def _maybe(occurrence: Occurrence) -> dict[str, Any]:
    """What bookings/_maybe.html takes: nothing where places are booked."""
    if not occurrence.event.is_drop_in or occurrence.is_cancelled or occurrence.has_started:
        return {"asks_maybe": False}
    said = queries.maybe_of(occurrence, browser.known_key())
    return {
        "asks_maybe": True,
        "said_maybe": said is not None,
        "might_come": queries.might_come(occurrence),
    }


def next_booking(person: Person) -> dict[str, Any]:
    """What bookings/_next_booking.html takes: the next date that a person has a part in."""
    return {"next_booking": queries.next_of_person(person)}


def way_to_help(booking: Booking) -> dict[str, Any]:
    """What bookings/_way_to_help.html takes: one role, or none. Never again after "not now"."""
    date = booking.occurrence
    role = None
    if booking.has_place and not date.has_started:
        role = opportunities.one_way_to_help(date.event, date.venue, person_here())
    if role and queries.wants_no_help(booking):
        role = None
    return {"way_to_help": role, "way_where": where(role) if role else ""}


def held_here(occurrence: Occurrence) -> Booking | None:
    """The live booking that this browser or sign-in holds on a date. No query for strangers."""
    person, key = person_here(), browser.known_key()
    return queries.live_booking_of(occurrence, person, key) if person or key else None


def party_of(form: PartyForm) -> Party:
    """What was told in a form about a party, as the services take it."""
    email = form.email.data if "email" in form else None
    return Party(
        name=form.name.data,
        places=form.places.data,
        email=email.lower() if email else None,
        wants_full_words=form.wants_full_words.data,
        wants_meeting=form.wants_meeting.data,
        wants_lift=form.wants_lift.data,
        may_step_out=form.may_step_out.data,
        note=form.note.data or "",
        asks_first=bool(form.asks_first.data),
        friends=tuple(form.friend_names()),
        answers=form.answers(),
    )
