"""A whole date called off, put back on, or moved: everyone who booked, follows it or helps at it is
told."""

from collections.abc import Iterable
from typing import Any

from app.bookings import emails, queries
from app.bookings.models import PLACED, Booking
from app.bookings.services.filling import fill
from app.bookings.services.holding import hold
from app.bookings.services.moves import Move, move
from app.events import services as events
from app.events.models import Occurrence
from app.following import services as following
from app.following.models import News
from app.rota import services as rota


def cancel_date(occurrence: Occurrence, reason: str) -> int:
    """Call the date off for `reason` and tell everyone who holds or waits for a place.

    Answers how many bookings that were: none when it was off already. Refuses with RuleBroken as
    events.services.cancel_date does.
    """
    hold(occurrence)
    if not events.cancel_date(occurrence, reason):
        return 0
    bookings, instead = queries.live_bookings(occurrence), queries.next_open_date(occurrence)
    for booking in bookings:
        move(booking, Move.CANCEL_DATE)
        emails.date_cancelled(booking, instead)
    rota.follow(occurrence)
    _tell_followers(occurrence, News.CANCELLED, bookings)
    return len(bookings)


def restore_date(occurrence: Occurrence) -> int:
    """Put the date back on: everyone has their place, or their turn, again, and is told.

    Answers how many bookings that were. Refuses with RuleBroken as events.services.restore_date.
    """
    hold(occurrence)
    if not events.restore_date(occurrence):
        return 0
    bookings = queries.called_off(occurrence)
    for booking in bookings:
        held_places = queries.state_before(booking) in PLACED
        move(booking, Move.RESTORE if held_places else Move.RESTORE_WAITING)
        emails.date_restored(booking)
    fill(occurrence)
    rota.follow(occurrence)
    _tell_followers(occurrence, News.RESTORED, bookings)
    return len(bookings)


def move_date(occurrence: Occurrence, *, notice: str, **changes: Any) -> int:
    """Change when or where a date is, and tell everyone who holds or waits for a place.

    Answers how many bookings that were: none where all was so already. Takes what
    events.services.move_date takes, and refuses as it does.
    """
    hold(occurrence)
    if not events.move_date(occurrence, notice=notice, **changes):
        return 0
    bookings = queries.live_bookings(occurrence)
    for booking in bookings:
        booking.reminded_at = None
        emails.date_changed(booking)
    rota.follow(occurrence)
    _tell_followers(occurrence, News.CHANGED, bookings)
    return len(bookings)


def _tell_followers(occurrence: Occurrence, news: News, told: Iterable[Booking]) -> None:
    """One mail is enough for who booked and follows too."""
    following.tell(occurrence, news, but={booking.email for booking in told if booking.email})
