"""What follows for badges when what is confirmed changes."""

from app.badges import services as badges
from app.hours import queries
from app.people.models import Person


def tell_badges(person: Person) -> None:
    """Say anew how much counts, in the same transaction. Their hours are held."""
    badges.counted(person.id, queries.towards_badges(person))
