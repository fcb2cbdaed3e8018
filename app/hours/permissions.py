"""Who may answer for hours and costs. That somebody organises the group is found out before."""

from app.hours.models import ExpenseClaim, HoursEntry
from app.organisations import queries as teams
from app.organisations.models import ORGANISING, Organisation
from app.people.models import Person


def can_decide(person: Person, thing: HoursEntry | ExpenseClaim) -> bool:
    """Nobody confirms their own hours or approves their own costs: somebody else of the group
    does."""
    return thing.person_id != person.id


def runs_door(person: Person, group: Organisation) -> bool:
    """Whether they could have marked themselves as there, so that the mark proves nothing."""
    return teams.holds(person, group, ORGANISING)
