"""Who is told of a lift, and how often: everyone who waits for one, and nobody too much."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.bookings import queries as booking_queries
from app.bookings import services as bookings
from app.company import services
from app.shared.database import db, utcnow
from app.shared.outbox import OutboxMessage, State
from tests.factories import make_booking, make_lift


def mails(kind, to="kelly@example.org"):
    """How many of a kind were posted to one address."""
    db.session.flush()
    chosen = OutboxMessage.kind == f"company.lift_{kind}", OutboxMessage.recipient == to
    return len(db.session.scalars(select(OutboxMessage.id).where(*chosen)).all())


def all_go():
    db.session.execute(update(OutboxMessage).values(state=State.SENT, sent_at=utcnow()))


def again(booking):
    """The booking as a page loads it."""
    db.session.commit()
    return booking_queries.with_code(booking.code)


def agree(need, offer):
    services.ask_lift(again(need.booking), offer.id)
    services.agree_lift(again(offer.booking), need.id)


def test_whoever_waits_is_told_of_each_one_once(need):
    drivers = [make_booking(need.occurrence) for _ in range(2)]
    for said in (1, 2, 2):
        for driver in drivers[:said]:
            services.say_lift(again(driver), "offer", "Youlgrave", 1)
            all_go()

    assert mails("possible") == 2


def test_one_mail_that_waits_is_enough_for_all(need):
    for _ in range(3):
        services.say_lift(again(make_booking(need.occurrence)), "offer", "Youlgrave", 1)

    assert mails("possible") == 1


@pytest.mark.parametrize(
    "end",
    [
        lambda passenger, offer: services.take_back_lift(again(passenger.booking)),
        lambda passenger, offer: services.refuse_lift(again(passenger.booking), offer.id),
        lambda passenger, offer: services.refuse_lift(again(offer.booking), passenger.id),
        lambda passenger, offer: bookings.cancel(again(passenger.booking)),
    ],
    ids=["taken back", "ended by the passenger", "ended by the driver", "cancelled"],
)
def test_a_seat_that_is_free_again_is_told_to_who_waits(need, offer, end):
    passenger = make_lift(make_booking(need.occurrence, email="gordon@example.org"))
    agree(passenger, offer)
    assert mails("possible") == 0

    end(passenger, offer)
    services.keep_up()

    assert mails("possible") == 1
    assert mails("possible", "gordon@example.org") == 0, "Not of the one who was theirs"


def test_whoever_loses_a_lift_is_told_to_others_who_drive(need, offer):
    agree(need, offer)
    said = make_booking(need.occurrence, email="dean@example.org")
    services.say_lift(again(said), "offer", "Crich", 1)
    assert mails("possible", "dean@example.org") == 0

    services.take_back_lift(again(offer.booking))

    assert mails("possible", "dean@example.org") == 1


def test_where_attendance_is_private_no_seat_is_told_of(need, offer):
    make_lift(make_booking(need.occurrence, email="gordon@example.org"))
    agree(need, offer)
    need.occurrence.event.is_attendance_private = True
    db.session.commit()

    services.keep_up()

    assert mails("possible", "gordon@example.org") == 0


def test_many_notes_are_one_mail_an_hour(need, offer, freeze):
    agree(need, offer)
    noon = need.occurrence.local_start.replace(hour=12, minute=0) - timedelta(days=2)
    freeze(noon)
    for n in range(20):
        services.write_about_lift(again(offer.booking), need.id, f"By the church, {n}")
    assert mails("words") == 1, "One that waits is enough"
    all_go()

    services.write_about_lift(again(offer.booking), need.id, "By the bridge")
    assert mails("words") == 1, "One in the hour is enough"
    freeze(noon + timedelta(hours=1))
    services.write_about_lift(again(offer.booking), need.id, "By the school")

    assert mails("words") == 2
