"""What people work towards."""

from app.badges.models import BadgeAward
from app.shared.database import db
from demo.world import World

WORKING_ON = (("tomasz-nowak", "supporting-a-group"), ("dean-wragg", "making-art"))


def load(world: World) -> None:
    """Tomasz supports a group; Dean makes art."""
    for who, badge in WORKING_ON:
        award = {"person": world.people[who], "badge": world.badges[badge]}
        db.session.add(BadgeAward(**award, started_at=world.ago(40)))
