"""Who may say what about somebody's way to a badge. That they are of the group is found before."""

from app.badges import queries
from app.badges.models import BadgeAward, Layer
from app.organisations import queries as teams
from app.organisations.models import ANSWERING
from app.people.models import Person


def can_decide(person: Person, award: BadgeAward) -> bool:
    """Nobody decides about themselves: somebody else of the group does."""
    return award.person_id != person.id


def can_vouch(person: Person, award: BadgeAward) -> bool:
    """Never for oneself. Who answers for others in the asked group's team, or who holds the badge
    and it is one for leading others."""
    if award.person_id == person.id or award.organisation is None:
        return False
    if teams.holds(person, award.organisation, ANSWERING):
        return True
    leads = award.version.layer == Layer.LED_OTHERS
    return leads and bool(queries.held_among(person.id, {award.badge_id}))
