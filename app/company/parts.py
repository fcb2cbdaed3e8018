"""What this room shows on other rooms' pages: a booking's own, and a person's own."""

from typing import Any

from app.bookings.models import Booking
from app.company import permissions, queries
from app.company.forms import MeetingForm
from app.company.models import BuddyRequest
from app.events import parts as events
from app.people.models import Person


def meeting(booking: Booking, form: MeetingForm | None = None, refusal: str = "") -> dict[str, Any]:
    """What company/_meeting.html takes: what the holder of `booking` asked, and what came of it.

    Nothing about a person that the holder turned down, or who turned them down, is in it.
    """
    request = queries.request_of(booking) if booking.wants_meeting else None
    can_ask = permissions.can_ask(booking)
    return {
        "meeting": {
            "request": request,
            "form": form or MeetingForm(formdata=None, obj=request),
            "is_open": form is not None and bool(form.errors),
            "refusal": refusal,
            "can_ask": can_ask,
            "is_asked": can_ask and booking.wants_meeting,
            "is_over": request is not None and permissions.can_say_how_it_went(request),
        }
    }


def place(request: BuddyRequest, person: Person) -> str:
    """Where it is, as anyone may know it; in full for who said that they will be there."""
    event, venue = request.occurrence.event, request.occurrence.venue
    if request.buddy_id != person.id:
        return events.where(event, venue).line
    return ", ".join(filter(None, (venue.name, venue.place.name if venue.place else "")))


def may_meet_anyone(person: Person) -> bool:
    """Whether `person` has a list of people who would like to be met."""
    return queries.may_meet_anyone(person)
