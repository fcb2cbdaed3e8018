"""Who asked to be met at the door."""

from app.company import queries
from app.company.models import BuddyRequest
from app.shared.database import db
from demo.world import World

AT_MOST = 10_000


def load(world: World) -> None:
    """A request for every booking to come that asks for one. Those who may say yes were written to
    long ago."""
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
    db.session.flush()
