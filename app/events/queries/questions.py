"""What an organiser asks of people who book."""

from collections.abc import Sequence

from sqlalchemy import select

from app.events.models import Event, EventQuestion
from app.shared.database import db


def questions_of(event: Event) -> Sequence[EventQuestion]:
    """The questions of `event`, in the order they are asked."""
    return db.session.scalars(
        select(EventQuestion)
        .where(EventQuestion.event_id == event.id)
        .order_by(EventQuestion.order, EventQuestion.id)
    ).all()


def question_of(event: Event, question_id: int) -> EventQuestion | None:
    """A question of this event, if it is still asked."""
    return db.session.scalar(
        select(EventQuestion).where(
            EventQuestion.id == question_id, EventQuestion.event_id == event.id
        )
    )
