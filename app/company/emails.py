"""One function per email. None of them names who asked to be met, nor anyone of a lift: inboxes are
read over shoulders.

Discreet words (the default) say a day; full words name the event. All of them come unasked, so they
wait for the morning.
"""

from typing import Any

from app.bookings import emails as bookings
from app.bookings.models import Booking
from app.company.models import BuddyRequest, Lift
from app.events.models import Occurrence
from app.people.models import Person
from app.shared import outbox
from app.shared.database import utcnow
from app.shared.formatting import clock, long_date, weekday
from app.shared.waking import when_unasked


def ask(request: BuddyRequest, person: Person) -> None:
    """Can you meet someone? One for each date, however many ask."""
    date = request.occurrence
    _to_team(person, date, "ask", key=f"company:{date.id}:{date.sequence}:ask:{person.id}")


def no_longer(request: BuddyRequest) -> None:
    """To the buddy: you are not needed that day. The same words whatever happened."""
    if request.buddy:
        _to_team(request.buddy, request.occurrence, "no_longer")


def left_to_you(request: BuddyRequest, person: Person, *, is_host: bool) -> None:
    """To a host or an organiser: nobody has said yes, so please be at the door. It leads to a page
    that they may see: of the one request, or of the date."""
    where: dict[str, Any] = (
        {"request_id": request.id} if is_host else {"date_id": request.occurrence_id}
    )
    _to_team(person, request.occurrence, "left_to_you", is_host=is_host, **where)


def matched(request: BuddyRequest) -> None:
    """To who asked: somebody will meet you."""
    _to_holder(request.booking, "matched", buddy=request.buddy_name)


def unmatched(request: BuddyRequest) -> None:
    """To who asked: that person cannot after all; others are asked."""
    _to_holder(request.booking, "unmatched", buddy=request.buddy_name)


def with_group(request: BuddyRequest) -> None:
    """To who asked: somebody from the group will be there."""
    _to_holder(request.booking, "with_group")


def lift_possible(lift: Lift, other: Lift) -> None:
    """To somebody who waits for the other side of a lift: there is someone. Once for each two, and
    not while a mail that says the same has still to go."""
    if outbox.is_waiting(bookings.about(lift.booking), "company.lift_possible"):
        return
    key = f"company:{lift.occurrence_id}:lift_possible:{other.booking_id}:{lift.booking_id}"
    _to_holder(lift.booking, "lift_possible", key=key, is_offer=lift.is_offer)


def lift_asked(lift: Lift, by: Lift) -> None:
    """To who is asked: say yes or no. Once for each two, however often the other thinks again."""
    key = f"company:{lift.occurrence_id}:lift:{by.booking_id}:{lift.booking_id}"
    _to_holder(lift.booking, "lift_asked", key=key)


def lift_agreed(lift: Lift) -> None:
    """To both sides: you have a lift, or somebody to give one to."""
    _to_holder(lift.booking, "lift_agreed")


def lift_ended(lift: Lift) -> None:
    """To the other side: that lift is off. The same words whatever happened."""
    _to_holder(lift.booking, "lift_ended")


def lift_words(lift: Lift, by: Lift) -> None:
    """To the other side: there is something to read. One mail leads to all of it, so none while
    another has still to go, and one in each hour of the clock from each to each: many would use up
    what goes to one address in a day."""
    if outbox.is_waiting(bookings.about(lift.booking), "company.lift_words"):
        return
    two = f"{by.booking_id}:{lift.booking_id}"
    key = f"company:{lift.occurrence_id}:lift_words:{two}:{utcnow():%Y%m%d%H}"
    _to_holder(lift.booking, "lift_words", key=key)


def _to_team(
    person: Person, date: Occurrence, name: str, key: str | None = None, **more: Any
) -> None:
    if not person.email:
        return
    outbox.post(
        kind=f"company.{name}",
        to=person.email,
        full=person.wants_full_words,
        context=_context(date, person.wants_full_words) | more,
        key=key,
        send_after=when_unasked(date.starts_at, date.zone),
        drop_after=date.starts_at,
    )


def _to_holder(booking: Booking, name: str, key: str | None = None, **more: Any) -> None:
    if not booking.email or outbox.has_had_enough(booking.email):
        return
    date = booking.occurrence
    outbox.post(
        kind=f"company.{name}",
        to=booking.email,
        full=booking.wants_full_words,
        context=_context(date, booking.wants_full_words) | {"code": booking.code} | more,
        key=key,
        send_after=when_unasked(date.starts_at, date.zone),
        drop_after=date.starts_at,
        about=bookings.about(booking),
    )


def _context(date: Occurrence, full: bool) -> dict[str, Any]:
    start = date.local_start
    context = {"day": weekday(start), "date": long_date(start), "time": clock(start)}
    if full:
        context |= {"event": date.event.title, "reply_to": date.event.organisation.email}
    return context
