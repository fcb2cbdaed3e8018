"""What may be done with places: book, cancel, undo, and call a date off.

Every path that frees a place goes through `filling.fill`.
"""

from app.bookings.services.booking import AlreadyBooked, JustGone, Party, book, cancel, undo
from app.bookings.services.dates import cancel_date
from app.bookings.services.filling import fill, hold

__all__ = [
    "AlreadyBooked",
    "JustGone",
    "Party",
    "book",
    "cancel",
    "cancel_date",
    "fill",
    "hold",
    "undo",
]
