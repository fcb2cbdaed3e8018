"""Writing down what came of a date."""

from collections.abc import Mapping

from sqlalchemy import delete

from app.events.models import DateTotal, Occurrence
from app.events.services.dates import hold
from app.shared.database import db
from app.shared.errors import RuleBroken


def check_may_count(occurrence: Occurrence) -> None:
    """Refuse with RuleBroken before a date begins, where it is off, and where there is nothing that
    dates of its kind count."""
    if not occurrence.event.kind.counts:
        raise RuleBroken("There is nothing to count for events of this kind.")
    if occurrence.is_cancelled:
        raise RuleBroken("This date is off, so there is nothing to count.")
    if not occurrence.has_started:
        raise RuleBroken("You can count what came of it once it has begun.")


def set_totals(occurrence: Occurrence, numbers: Mapping[str, int | None]) -> None:
    """Write down how many of each thing came of a date; None is not counted. Twice is once.

    Refuses as check_may_count. What dates of its kind do not count is left out.
    """
    hold(occurrence)
    check_may_count(occurrence)
    db.session.execute(delete(DateTotal).where(DateTotal.occurrence_id == occurrence.id))
    for count in occurrence.event.kind.counts:
        number = numbers.get(count["slug"])
        if number is not None:
            total = DateTotal(occurrence_id=occurrence.id, thing=count["slug"], number=number)
            db.session.add(total)
    db.session.flush()
