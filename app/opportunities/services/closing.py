"""A role that is closed, or whose group has left, lets nobody wait for it."""

from app.opportunities import emails, queries
from app.opportunities.models import OPEN, Opportunity
from app.opportunities.services.deciding import OTHER_ROLES
from app.opportunities.services.moves import Move, hold, move
from app.shared.database import utcnow

CLOSED = "This role has closed."
AT_ONCE = 100
"""More wait for the next time."""


def answer_waiting(role: Opportunity | None = None) -> None:
    """Whoever is on the way to a role that is closed, or whose group has left, hears so, and what
    else there is; of one role, or of all. Bears running twice."""
    today = utcnow().date()
    for application in queries.waiting_for_nothing(AT_ONCE, role):
        hold(application)
        if application.state in OPEN:
            application.reason = CLOSED
            move(application, Move.CLOSE)
            emails.not_this_time(application, queries.other_roles(application, OTHER_ROLES, today))
