"""Who asked to be met at the door, and who shares a lift to the village."""

from sqlalchemy import select

from app.bookings.models import Booking, BookingState
from app.company import queries
from app.company.models import BuddyRequest, Lift, LiftKind, LiftPair
from app.shared.database import db
from demo.world import World

AT_MOST = 10_000
FAR_FROM_A_BUS = "bank-top-art-group"
NEEDS, OFFERS = ("Youlgrave", "Bakewell", "Elton"), (("Winster", 3), ("Bakewell", 2))
"""Where those come from who need a lift there next, Dean first, and who can give one."""


def load(world: World) -> None:
    """A request for every booking to come that asks for one. Those who may say yes were written to
    long ago. And lifts to the next date of one village group: one agreed, two still needed."""
    for booking in queries.without_request(AT_MOST):
        date = booking.occurrence
        db.session.add(
            BuddyRequest(
                booking=booking,
                occurrence=date,
                sequence=date.sequence,
                asked_at=booking.joined_at,
                wearing="a green coat" if booking.name.startswith("Kelly") else "",
            )
        )
    _share_lifts(world)
    db.session.flush()


def _share_lifts(world: World) -> None:
    date = next(
        date
        for date in world.occurrences[FAR_FROM_A_BUS]
        if date.starts_at > world.now and not date.is_cancelled
    )
    coming = db.session.scalars(
        select(Booking)
        .where(Booking.occurrence_id == date.id, Booking.state == BookingState.BOOKED)
        .order_by(Booking.person_id.is_(None), Booking.id)
    ).all()
    for booking in coming:
        booking.wants_lift = False
    passengers, drivers = coming[: len(NEEDS)], coming[len(NEEDS) :][: len(OFFERS)]
    needs = [
        Lift(booking=booking, occurrence=date, kind=LiftKind.NEED, area=area, seats=booking.places)
        for booking, area in zip(passengers, NEEDS, strict=True)
    ]
    offers = [
        Lift(booking=booking, occurrence=date, kind=LiftKind.OFFER, area=area, seats=seats)
        for booking, (area, seats) in zip(drivers, OFFERS, strict=True)
    ]
    for need in needs:
        need.booking.wants_lift = True
    offers[0].phone = "07700 900461"  # one of the numbers that reach nobody
    db.session.add_all([*needs, *offers])
    words = {"need_words": "", "offer_words": "By the fountain at 1, a blue van."}
    agreed = {"need": needs[0], "offer": offers[0], "agreed_at": world.ago(1)}
    db.session.add(LiftPair(is_from_offer=True, **agreed, **words))
    db.session.add(LiftPair(is_from_offer=False, need=needs[1], offer=offers[1]))
