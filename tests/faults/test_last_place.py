"""Two people after the last place, as two processes, on both databases."""

import multiprocessing
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.bookings.models import Booking, BookingState
from app.shared.database import db
from tests.factories import make_occurrence

ROUNDS = 10
BUYERS = 2


def buy(settings, dates, number, barrier, answers):
    """What each process does: wait for the others, then go for the place, round after round."""
    from app import create_app
    from app.bookings import services
    from app.events.models import Occurrence
    from app.shared.database import writing

    app = create_app(settings)
    for date_id in dates:
        with app.app_context(), writing():
            barrier.wait(timeout=60)
            date = db.session.scalars(
                select(Occurrence)
                .where(Occurrence.id == date_id)
                .options(joinedload(Occurrence.event))
            ).one()
            booking = services.book(
                date, services.Party(name=f"Buyer {number}"), waits_if_full=True
            )
            db.session.commit()
            answers.put((date_id, str(booking.state)))


def test_one_of_two_gets_the_last_place(app, settings):
    dates = [make_occurrence(capacity=1).id for _ in range(ROUNDS)]
    spawn = multiprocessing.get_context("spawn")
    barrier, answers = spawn.Barrier(BUYERS), spawn.Queue()
    quiet = replace(settings, worker="off")
    buyers = [
        spawn.Process(target=buy, args=(quiet, dates, number, barrier, answers))
        for number in range(BUYERS)
    ]

    for buyer in buyers:
        buyer.start()
    told = [answers.get(timeout=60) for _ in range(ROUNDS * BUYERS)]
    for buyer in buyers:
        buyer.join(timeout=30)

    expected = [BookingState.BOOKED, BookingState.WAITING]
    db.session.rollback()
    for date_id in dates:
        kept = db.session.scalars(select(Booking.state).where(Booking.occurrence_id == date_id))
        assert sorted(kept) == expected
        assert sorted(state for date, state in told if date == date_id) == expected
