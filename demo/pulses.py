"""What people said the day after: fives of answers to events that have been on for some weeks."""

from random import Random

from app.bookings.models import FEW, Pulse
from app.shared.database import db
from demo.world import World

SEED = 20261125
FIVES = (1, 3)


def load(world: World) -> None:
    """Fill the session with a few fives for each event that people book and that has been on."""
    random = Random(SEED)
    for slug, dates in world.occurrences.items():
        event = world.events[slug]
        over = [date for date in dates if date.ends_at < world.now and not date.is_cancelled]
        if event.is_drop_in or len(over) < FEW:
            continue
        for date in over[-random.randint(*FIVES) :]:
            unsure, lonely = random.choice((0, 0, 0, 1)), random.randint(0, 2)
            said = {"welcome_yes": FEW - unsure, "welcome_a_bit": unsure}
            said |= {"connected_yes": FEW - lonely, "connected_a_bit": lonely}
            db.session.add(Pulse(event_id=event.id, day=date.local_date, people=FEW, **said))
