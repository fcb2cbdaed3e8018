"""Who is told by mail when dates of what change."""

from app.following.models import Follow
from app.shared.codes import hashed
from app.shared.database import db
from demo.cast import FOLLOWS
from demo.world import World


def load(world: World) -> None:
    """Fill the session with what the cast follows. The keys are the same for every load."""
    for who, what in FOLLOWS:
        key = hashed(f"{who} {what}")[:22]
        event, when = world.events[what], world.ago(30)
        email = world.people[who].email
        db.session.add(Follow(event=event, email=email, key=key, asked_at=when, confirmed_at=when))
