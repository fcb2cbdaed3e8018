"""What must hold of bookings and mail whatever broke."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import time_machine
from flask import current_app
from sqlalchemy import func, select

from app.bookings import queries
from app.bookings.models import Booking, BookingMove
from app.shared import outbox
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage, State
from app.shared.worker import Worker
from tests.support.odd import inside


def bookings_of(date_id):
    """Every booking of a date as the database has it now, oldest first.

    They are let go of at once: a transaction left open here would hold up the processes beside us.
    """
    db.session.rollback()
    of_date = select(Booking).where(Booking.occurrence_id == date_id).order_by(Booking.id)
    bookings = db.session.scalars(of_date).all()
    db.session.expunge_all()
    db.session.rollback()
    return bookings


def check_bookings(date, crowd):
    """Nothing acknowledged is lost, nothing is half there, nobody was put in twice."""
    kept = {booking.form_key: booking for booking in bookings_of(date.id)}
    lost = {key for key, code in crowd.told.items() if key not in kept or kept[key].code != code}
    assert not lost, f"{len(lost)} acknowledged bookings are gone"
    assert set(kept) <= set(crowd.visitors)
    for booking in kept.values():
        _check_whole(booking)
    taken = queries.places_taken_by_date([date.id]).get(date.id, 0)
    assert taken == min(date.places, len(kept)), f"{taken} places are taken of {date.places}"
    db.session.rollback()


def deliver_all(settings, smtp_url):
    """Let a worker send all that waits, as soon as the leases of dead ones have run out, and the
    night is over for what nobody asked for."""
    with inside(replace(settings, smtp_url=smtp_url, demo=False)):
        waits = select(func.max(OutboxMessage.send_after))
        waits = waits.where(OutboxMessage.state == State.QUEUED)
        later = utcnow() + outbox.LEASE
        morning = db.session.scalar(waits) or later
        db.session.rollback()
        with time_machine.travel(max(later, morning) + timedelta(seconds=5), tick=True):
            Worker(current_app._get_current_object()).work()


def check_mail(sink):
    """Every mail went; answers how many came twice, each time as the same message."""
    db.session.rollback()
    posted = {f"<{each.message_id}>": each for each in db.session.scalars(select(OutboxMessage))}
    assert {each.state for each in posted.values()} <= {State.SENT}
    arrived = Counter(message["Message-ID"] for message in sink.messages)
    assert set(arrived) == set(posted), "Mail was lost, or made up"
    db.session.rollback()
    return sum(times - 1 for times in arrived.values())


def _check_whole(booking):
    moves = select(BookingMove.state).where(BookingMove.booking_id == booking.id)
    states = db.session.scalars(moves.order_by(BookingMove.id)).all()
    assert states == [booking.state], f"Booking {booking.id} has the steps {states}"
    about = OutboxMessage.about == f"booking:{booking.id}"
    mails = db.session.scalars(select(OutboxMessage.kind).where(about)).all()
    assert mails == [f"bookings.{booking.state}"], f"Booking {booking.id} has the mails {mails}"
