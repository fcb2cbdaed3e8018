"""What people work towards."""

from app.badges import services
from demo.world import World

WORKING_ON = (("tomasz-nowak", "supporting-a-group"), ("dean-wragg", "making-art"))


def load(world: World) -> None:
    """Tomasz supports a group; Dean makes art."""
    for who, badge in WORKING_ON:
        services.start(world.people[who], world.badges[badge]).started_at = world.ago(40)
