"""Timed offers, for people who chose "ask me first". A lapse keeps their turn."""

from datetime import datetime

from app.bookings import emails, queries
from app.bookings.models import Booking
from app.bookings.services.booking import JustGone
from app.bookings.services.filling import fill
from app.bookings.services.holding import hold_for
from app.bookings.services.moves import Move, move
from app.shared.database import utcnow


def accept(booking: Booking) -> None:
    """Take the place that was offered. Accepting twice is accepting once.

    Refuses with JustGone when the time ran out or the offer is no more.
    """
    hold_for(booking)
    if booking.has_place:
        return
    if not booking.is_offered or _is_over(booking, utcnow()):
        raise JustGone("Just gone. You are still on the list, and your turn stays yours.")
    for each in _offered_together(booking):
        move(each, Move.ACCEPT)
    emails.booked(booking)


def decline(booking: Booking) -> None:
    """Let the offer go by and stay on the list. The next in turn is asked."""
    hold_for(booking)
    if booking.is_offered:
        for each in _offered_together(booking):
            move(each, Move.DECLINE)
        fill(booking.occurrence, is_new_place=False)


def lapse_offers(now: datetime | None = None) -> None:
    """Take back the offers whose time ran out, softly, and ask the next. Bears running twice."""
    now = now or utcnow()
    for booking in queries.overdue_offers(now):
        hold_for(booking)
        if not booking.is_offered or not _is_over(booking, now):
            continue
        for each in _offered_together(booking):
            move(each, Move.LAPSE)
        emails.lapsed(booking)
        fill(booking.occurrence, is_new_place=False)


def _is_over(booking: Booking, now: datetime) -> bool:
    return booking.offered_until is None or booking.offered_until <= now


def _offered_together(booking: Booking) -> list[Booking]:
    return [each for each in queries.block_of(booking) if each.is_offered]
