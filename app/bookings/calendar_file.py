"""A booking as a calendar file: "Appointment" unless its holder asked for full words.

The entry keeps its UID for life. What changes or ends it raises SEQUENCE, and a file whose entries
have all ended takes them out of the calendar again (RFC 5546, METHOD:CANCEL).
"""

from app.bookings import queries
from app.bookings.models import Booking, BookingState
from app.bookings.permissions import can_see_address
from app.shared.calendar import Item, calendar
from app.shared.outbox import Attachment

FILE_NAME = "appointment.ics"
NEUTRAL_TITLE = "Appointment"
ENDED = (BookingState.CANCELLED_BY_PERSON, BookingState.CANCELLED_BY_GROUP)


def calendar_file(booking: Booking, full: bool = False) -> bytes:
    """The file's bytes, with all the dates of a course. In full words it names event and venue."""
    return calendar([_item(each, full) for each in queries.block_of(booking)], name=NEUTRAL_TITLE)


def attachment(booking: Booking) -> Attachment:
    """The file as the outbox keeps it, in full words."""
    text = calendar_file(booking, full=True).decode("utf-8")
    return {"name": FILE_NAME, "type": "text/calendar", "text": text}


def _item(booking: Booking, full: bool) -> Item:
    occurrence = booking.occurrence
    venue = occurrence.venue
    place = ", ".join(filter(None, (venue.name, venue.place.name if venue.place else "")))
    return Item(
        uid=f"b{booking.id}",
        title=occurrence.event.title if full else NEUTRAL_TITLE,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        zone=occurrence.zone,
        sequence=occurrence.sequence + booking.sequence,
        is_cancelled=occurrence.is_cancelled or booking.state in ENDED,
        location=place if full and can_see_address(booking) else "",
    )
