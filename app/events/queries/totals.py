"""What came of dates, in numbers of things."""

from sqlalchemy import func, select

from app.events.models import DateTotal, Event, Occurrence
from app.shared.database import db


def totals_of(occurrence: Occurrence) -> dict[str, int]:
    """What was counted on a date, by the name of each thing."""
    rows = db.session.execute(
        select(DateTotal.thing, DateTotal.number).where(DateTotal.occurrence_id == occurrence.id)
    )
    return dict(rows.all())


def so_far(event: Event) -> list[tuple[int, str, str]]:
    """What came of all dates of `event`: number, and the words for one and for many. No question is
    asked where dates of its kind count nothing."""
    if not event.kind.counts:
        return []
    rows = db.session.execute(
        select(DateTotal.thing, func.sum(DateTotal.number))
        .join(Occurrence, Occurrence.id == DateTotal.occurrence_id)
        .where(Occurrence.event_id == event.id)
        .group_by(DateTotal.thing)
    )
    numbers = {thing: int(number) for thing, number in rows}
    return [
        (numbers[count["slug"]], count["one"], count["many"])
        for count in event.kind.counts
        if numbers.get(count["slug"])
    ]
