"""Who may do what in a group's team."""

from app.organisations import queries
from app.organisations.models import Organisation
from app.people.models import Person


def can_change_team(person: Person, group: Organisation) -> bool:
    """Admins of the group, and those of the network, who help where nobody else is left to."""
    return queries.leads(group, person)
