"""A booking as a calendar file: "Appointment" unless its holder asked for full words."""

from app.bookings.models import Booking
from app.bookings.permissions import can_see_address
from app.shared.calendar import Item, calendar

FILE_NAME = "appointment.ics"
NEUTRAL_TITLE = "Appointment"


def calendar_file(booking: Booking, full: bool = False) -> bytes:
    """The file's bytes. In full words it names event and venue; else a title and a time."""
    occurrence = booking.occurrence
    venue = occurrence.venue
    place = ", ".join(filter(None, (venue.name, venue.place and venue.place.name)))
    return calendar(
        [
            Item(
                uid=f"b{booking.id}",
                title=occurrence.event.title if full else NEUTRAL_TITLE,
                starts_at=occurrence.starts_at,
                ends_at=occurrence.ends_at,
                zone=occurrence.zone,
                sequence=occurrence.sequence,
                is_cancelled=occurrence.is_cancelled or not booking.is_live,
                location=place if full and can_see_address(booking) else "",
            )
        ],
        name=NEUTRAL_TITLE,
    )


def attachment(booking: Booking) -> dict[str, str]:
    """The file as the outbox keeps it."""
    text = calendar_file(booking, full=True).decode("utf-8")
    return {"name": FILE_NAME, "type": "text/calendar", "text": text}
