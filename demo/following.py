"""Who is told by mail of what."""

from collections.abc import Mapping

from app.following.models import Follow
from app.following.queries import Thing
from app.shared.codes import hashed
from app.shared.database import db
from demo.cast import FOLLOWS
from demo.world import World


def load(world: World) -> None:
    """Fill the session with what the cast follows. The keys are the same for every load."""
    find: dict[str, tuple[str, Mapping[str, Thing]]] = {
        "events": ("event", world.events),
        "groups": ("organisation", world.organisations),
        "places": ("place", world.places),
    }
    for who, kind, what in FOLLOWS:
        when, (column, things) = world.ago(30), find[kind]
        db.session.add(
            Follow(
                **{column: things[what]},
                email=world.people[who].email,
                key=hashed(f"{who} {what}")[:22],
                tells_changes=kind != "places",
                sends_weekly=kind == "places",
                asked_at=when,
                confirmed_at=when,
            )
        )
