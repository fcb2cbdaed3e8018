"""Who may say what about somebody's way to a badge. That they are of the group is found before."""

from app.badges import queries
from app.badges.models import BadgeAward, Layer
from app.organisations import queries as teams
from app.organisations.models import ANSWERING, Organisation
from app.people.models import Person


def can_decide(person: Person, award: BadgeAward) -> bool:
    """Nobody decides about themselves: somebody else of the group does."""
    return award.person_id != person.id


def can_vouch(person: Person, award: BadgeAward) -> bool:
    """Never for oneself. Who answers for others in the asked group's team, or who holds the badge
    and it is one for leading others."""
    if award.person_id == person.id or award.organisation is None:
        return False
    if answers_in(person, award.organisation):
        return True
    leads = award.version.layer == Layer.LED_OTHERS
    return leads and bool(queries.held_among(person.id, {award.badge_id}))


def can_vouch_in(person: Person, group: Organisation) -> bool:
    """Whether there may be anybody in this group whom they can vouch for. That they are of its team
    is found before."""
    return answers_in(person, group) or bool(queries.leads_in(person) & {None, group.id})


def answers_in(person: Person, group: Organisation) -> bool:
    """Whether they answer for others in the team of a group."""
    return teams.holds(person, group, ANSWERING)
