"""Shifts that will not be: of a pattern that ended, of a role that is closed."""

from collections.abc import Sequence
from datetime import datetime

from app.rota import queries
from app.rota.models import LIVE, Shift
from app.rota.services.dates import call_off
from app.rota.services.holding import hold
from app.shared.database import db, utcnow

AT_ONCE = 100


def end_shifts(shifts: Sequence[Shift]) -> int:
    """Those that somebody is on are called off and they are told, the others go. Answers how many
    were called off."""
    hold(shifts)
    on = queries.on_shifts([shift.id for shift in shifts], LIVE)
    for shift in shifts:
        if on.get(shift.id):
            call_off(shift)
        else:
            db.session.delete(shift)
    db.session.flush()
    return len([shift for shift in shifts if on.get(shift.id)])


def end_closed(now: datetime | None = None) -> None:
    """Call off the shifts to come of roles that are closed, and of groups that have left. Twice is
    once."""
    end_shifts(queries.of_what_is_over(now or utcnow(), AT_ONCE))
