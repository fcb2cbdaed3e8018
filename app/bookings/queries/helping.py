"""Whether somebody who booked may be told of a way to help."""

from sqlalchemy import exists, or_, select

from app.bookings.models import Booking
from app.people.models import Person
from app.shared.database import db


def wants_no_help(booking: Booking) -> bool:
    """Whether its holder said "not now" once, on this booking or another, or chose so.

    Known again by their account, their browser or their address: each by its own index.
    """
    said_so = Booking.declined_help_at.is_not(None)
    known_by = (
        (Booking.person_id, booking.person_id),
        (Booking.browser_key, booking.browser_key),
        (Booking.email, booking.email),
    )
    chose_so = exists().where(Person.id == booking.person_id, Person.wants_suggestions.is_(False))
    others = [exists().where(column == known, said_so) for column, known in known_by if known]
    is_off = bool(booking.declined_help_at)
    return is_off or bool(db.session.scalar(select(or_(chose_so, *others))))
