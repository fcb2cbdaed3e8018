"""Coming into a group's team with a role, and leaving it with the last."""

from app.opportunities import queries
from app.opportunities.models import Application
from app.organisations import services as organisations
from app.shared.database import db


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
