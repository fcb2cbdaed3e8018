"""Until when somebody may ask to be met or share a lift, and from when both may say how it went."""

from app.bookings.models import Booking
from app.company.models import BuddyRequest, BuddyState
from app.shared.database import utcnow


def can_ask(booking: Booking) -> bool:
    """Who has a place at something that offers it, at a door, until it begins."""
    occurrence = booking.occurrence
    return (
        booking.has_place
        and (occurrence.event.offers_buddy or booking.wants_meeting)
        and not (occurrence.has_started or occurrence.is_cancelled or occurrence.venue.is_remote)
    )


def can_say_how_it_went(request: BuddyRequest) -> bool:
    """Once the date has begun, where somebody was to meet them."""
    was_arranged = request.state not in (BuddyState.ASKED,)
    return was_arranged and request.occurrence.starts_at <= utcnow()


def can_share_lift(booking: Booking) -> bool:
    """Who has a place at something with a door, until it begins. Not where attendance is private:
    there nobody who comes learns of anybody else, and the group itself sees who needs a lift."""
    occurrence = booking.occurrence
    return booking.has_place and not (
        occurrence.event.is_attendance_private
        or occurrence.has_started
        or occurrence.is_cancelled
        or occurrence.venue.is_remote
    )
