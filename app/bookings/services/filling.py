"""Freed places go to the waiting list. The one service for it, called by every path that frees."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from app.bookings import emails, queries
from app.bookings.models import Booking
from app.bookings.services.holding import dates_booked_with
from app.bookings.services.moves import Move, move
from app.events.models import Occurrence
from app.shared.database import utcnow
from app.shared.waking import after_waking_time

LATEST_OFFER = timedelta(hours=2)
"""Closer to the start than this there is no time to ask: the place is open to anyone."""
OFFER_TIMES = (
    (timedelta(hours=72), timedelta(hours=24)),
    (timedelta(hours=24), timedelta(hours=6)),
    (LATEST_OFFER, timedelta(hours=2)),
)
"""This long or longer before the start: this long to answer, not counting nights. Product 4.3."""


def fill(occurrence: Occurrence, *, is_new_place: bool = True) -> list[Booking]:
    """Give free places to the waiting list, in order, and answer who got, or was offered, one.

    A party is one unit: the first that fits goes next, the others keep their turn. Whoever asked to
    be asked first is offered the place; whoever let that go by is passed over until another place
    comes free (`is_new_place`). Nothing happens once the date has begun or is off. Call with the
    date held.
    """
    served: list[Booking] = []
    left = {date.id: queries.places_left(date) for date in _dates_that_fill(occurrence)}
    if not any(left.values()):
        return served
    for party in _parties(queries.waiting_together(occurrence)):
        if is_new_place:
            for booking in party:
                booking.is_passed_over = False
        if party[0].is_passed_over or not all(_fits(booking, left) for booking in party):
            continue
        if _serve(party):
            served += party
            for booking in party:
                left[booking.occurrence_id] -= booking.places
    return served


def _dates_that_fill(occurrence: Occurrence) -> Sequence[Occurrence]:
    together = dates_booked_with(occurrence)
    return [date for date in together if not date.is_cancelled and not date.has_started]


def _parties(waiting: Iterable[Booking]) -> list[list[Booking]]:
    """The bookings of one course as one party; any other booking as a party of its own."""
    return [list(group) for _, group in groupby(waiting, lambda b: b.block_code or b.code)]


def _fits(booking: Booking, left: dict[int, int]) -> bool:
    return booking.places <= left.get(booking.occurrence_id, 0)


def _serve(party: list[Booking]) -> bool:
    """Book the party in, or offer it the places; False where it is too late to ask."""
    first = party[0]
    if not first.asks_first:
        for booking in party:
            move(booking, Move.PROMOTE)
        emails.promoted(first)
        return True
    until = _offer_until(first.occurrence)
    if until is None:
        return False
    for booking in party:
        move(booking, Move.OFFER)
        booking.offered_until = until
    emails.offered(first)
    return True


def _offer_until(occurrence: Occurrence) -> datetime | None:
    """Until when an offer made now stands: never past the start; None if it is too late for one."""
    now = utcnow()
    ahead = occurrence.starts_at - now
    for at_least, length in OFFER_TIMES:
        if ahead >= at_least:
            return min(after_waking_time(now, length, occurrence.zone), occurrence.starts_at)
    return None
