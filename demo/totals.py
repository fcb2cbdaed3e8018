"""What came of dates that are over: bags of litter, and the same each time it is loaded."""

from random import Random

from app.events.models import DateTotal
from app.shared.database import db
from demo.world import World

SEED = 20261124
BAGS = (4, 14)


def load(world: World) -> None:
    """Fill the session with what was counted on each litter pick that is over."""
    random = Random(SEED)
    for slug, dates in world.occurrences.items():
        if world.events[slug].kind is not world.kinds["litter_pick"]:
            continue
        for date in dates:
            if date.ends_at < world.now and not date.is_cancelled:
                number = random.randint(*BAGS)
                db.session.add(DateTotal(occurrence_id=date.id, thing="bags", number=number))
