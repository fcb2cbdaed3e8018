"""A word from the group to everyone with a place on a date."""

from datetime import timedelta

from app.bookings import emails, queries
from app.bookings.models import DateMessage
from app.bookings.services.holding import hold
from app.events.models import Occurrence
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken

MAY_WRITE = timedelta(days=7)
"""After the end: for the scarf that was left behind."""
MOST_MESSAGES_A_DAY = 3


def check_may_write(occurrence: Occurrence) -> None:
    """Refuse with RuleBroken where nobody books, it is off, or it was longer ago than MAY_WRITE."""
    if occurrence.event.is_drop_in:
        raise RuleBroken("People can turn up without booking, so there is nobody to write to.")
    if occurrence.is_cancelled:
        raise RuleBroken("This date is off, and everyone was told so.")
    if utcnow() > occurrence.ends_at + MAY_WRITE:
        raise RuleBroken("This was more than a week ago, so we do not write to people any more.")


def send_message(
    occurrence: Occurrence, words: str, *, form_key: str, sender: Person
) -> DateMessage:
    """Write to everyone with a place on this date, by day, each as they chose to be written to.

    A form that comes twice is one message. Refuses with RuleBroken as check_may_write, where nobody
    has a place, after MOST_MESSAGES_A_DAY, and a form that was sent before with other words or for
    another date: nobody must believe that those went.
    """
    hold(occurrence)
    if earlier := queries.message_with_key(form_key):
        if (earlier.occurrence_id, earlier.words) != (occurrence.id, words):
            raise RuleBroken(
                "You sent this form before, with other words. Send it again if you like."
            )
        return earlier
    check_may_write(occurrence)
    if queries.how_many_messages(occurrence, utcnow() - timedelta(days=1)) >= MOST_MESSAGES_A_DAY:
        raise RuleBroken(
            f"You have written {MOST_MESSAGES_A_DAY} times about this date since yesterday. "
            "Wait until tomorrow, so that people still read it."
        )
    bookings = queries.with_a_place(occurrence)
    if not bookings:
        raise RuleBroken("Nobody has a place on this date yet, so there is nobody to write to.")
    message = DateMessage(
        occurrence_id=occurrence.id,
        sent_by_id=sender.id,
        form_key=form_key,
        words=words,
        bookings=len(bookings),
        by_mail=sum(1 for booking in bookings if booking.email),
    )
    db.session.add(message)
    for booking in bookings:
        emails.message(booking, words)
    db.session.flush()
    return message
