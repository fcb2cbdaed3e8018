"""Following what happens to bookings and dates, minute by minute, and forgetting in time.

A booking is changed in many ways, below this room: given up, moved, called off, erased, put back.
Looking at what stands is one rule for all of them, and bears running twice.
"""

from datetime import datetime

from sqlalchemy import delete, exists, select

from app.bookings import services as bookings
from app.bookings.models import Booking
from app.company import emails, permissions, queries
from app.company.models import KEEP, KEEP_REFUSALS, BuddyRefusal, BuddyRequest, Lift, LiftRefusal
from app.company.services.lifts import close_lift
from app.company.services.meetings import close, open_request, start_again
from app.company.services.moves import Move, hold, move
from app.shared.database import db, utcnow

AT_ONCE = 200


def keep_up(now: datetime | None = None) -> None:
    """End the lifts whose booking is not what it was, and tell whoever agreed them.

    End the requests whose booking is not what it was, or ask anew where it is another date or
    time, and tell whoever said yes; open those that are new; and a day before the date, leave to
    the group whom nobody said yes to."""
    now = now or utcnow()
    for lift in queries.lifts_behind():
        bookings.hold(lift.occurrence)
        close_lift(lift)
    for request in queries.behind_the_times():
        hold(request)
        if permissions.can_ask(request.booking) and request.booking.wants_meeting:
            start_again(request)
        else:
            close(request)
    _forget_with_the_booking()
    for booking in queries.without_request(AT_ONCE):
        open_request(booking)
    for request in queries.to_leave_to_group(now):
        hold(request)
        if not request.is_open:
            continue
        move(request, Move.LEAVE_TO_GROUP)
        for person, is_host in queries.to_tell_of_group(request.occurrence.event):
            emails.left_to_you(request, person, is_host=is_host)
        emails.with_group(request)


def forget(now: datetime | None = None) -> None:
    """Two days after a date nothing of who met or drove whom is left; a year after it was said, nor
    is that two people would rather not meet."""
    now = now or utcnow()
    db.session.execute(
        delete(BuddyRequest).where(BuddyRequest.occurrence_id.in_(queries.over(now)))
    )
    is_over = queries.dates_ended_by(now - KEEP)
    db.session.execute(delete(Lift).where(Lift.occurrence_id.in_(is_over)))
    of_them = select(Booking.id).where(Booking.occurrence_id.in_(is_over))
    db.session.execute(delete(LiftRefusal).where(LiftRefusal.booking_id.in_(of_them)))
    db.session.execute(delete(BuddyRefusal).where(BuddyRefusal.refused_at < now - KEEP_REFUSALS))


def _forget_with_the_booking() -> None:
    """Whoever erased their booking is not kept here by another name either."""
    is_erased = exists().where(
        Booking.id == BuddyRefusal.booking_id, Booking.erased_at.is_not(None)
    )
    db.session.execute(
        delete(BuddyRefusal).where(is_erased).execution_options(synchronize_session=False)
    )
