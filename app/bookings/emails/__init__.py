"""One function per email. Each is a row in the outbox, in the caller's transaction.

Discreet words (the default) say a day and a time and nothing else; full words name the event.
People without an address get no mail: their code does everything. What answers a person's own act
goes at once; what comes unasked waits for the morning, unless the date would be over by then.
"""

from app.bookings.emails.dates import (
    date_cancelled,
    date_changed,
    date_restored,
    message,
    preview,
)
from app.bookings.emails.digest import digest, has_posted_digests
from app.bookings.emails.holders import about
from app.bookings.emails.steps import (
    blank_thanks,
    booked,
    cancelled,
    changed,
    drop_thanks,
    drop_unsent,
    lapsed,
    moved,
    offered,
    promoted,
    queue_unsent_again,
    reminder,
    taken_off,
    thanks,
    waiting,
)

__all__ = [
    "about",
    "blank_thanks",
    "booked",
    "cancelled",
    "changed",
    "date_cancelled",
    "date_changed",
    "date_restored",
    "digest",
    "drop_thanks",
    "drop_unsent",
    "has_posted_digests",
    "lapsed",
    "message",
    "moved",
    "offered",
    "preview",
    "promoted",
    "queue_unsent_again",
    "reminder",
    "taken_off",
    "thanks",
    "waiting",
]
