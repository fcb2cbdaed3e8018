"""What somebody asked to be remembered of what they like and when they are free."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment, utcnow


class RememberedAnswer(Model):
    """The answers to the three questions of one person, because they asked for it.

    As they stand in an address: what is kept is what was seen, and reading it again forgives
    whatever is no longer offered. Without this row nothing of it is kept anywhere.
    """

    __tablename__ = "remembered_answers"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    said: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[Moment] = mapped_column(default=utcnow)
