"""Coming into a group's team with a role, and leaving it with the last."""

from app.opportunities import emails, queries
from app.opportunities.models import VOLUNTEERING, Application
from app.opportunities.services.moves import Move, hold, move
from app.organisations import services as organisations
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db


def hold_team(application: Application) -> None:
    """Whoever changes a team and an application holds the team first, as who is taken out of it
    does."""
    organisations.hold(application.opportunity.organisation.slug)


def join_team(application: Application) -> None:
    """Whoever got a role is a volunteer of the group's team, unless they are in it already."""
    group = application.opportunity.organisation
    organisations.hold(group.slug)
    application.gave_position = organisations.welcome(group, application.person)
    db.session.flush()


def leave_team(application: Application) -> None:
    """Whoever is in the team by this role alone leaves it with the role. With another role in the
    group they stay, by that one."""
    if not application.gave_position:
        return
    group = application.opportunity.organisation
    organisations.hold(group.slug)
    application.gave_position = False
    if other := queries.another_role_in(application):
        other.gave_position = True
    else:
        organisations.part(group, application.person)
    db.session.flush()


def end_roles(group: Organisation, person: Person) -> None:
    """Whoever is not in a group's team any more has no role of it: its shifts, and the names on
    them, are the team's. Call with the team held."""
    for application in queries.roles_held_in(group, person):
        hold(application)
        if application.state in VOLUNTEERING:
            application.gave_position = False
            move(application, Move.END)
            emails.ended(application)


organisations.when_parted(end_roles)
