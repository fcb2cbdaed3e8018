"""What people answered to the questions of an organiser."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.events.models import MAX_QUESTION
from app.shared.database import Model

MAX_ANSWER = 200


class BookingAnswer(Model):
    """One answer, under the words that were asked and for as long as was promised then: whatever
    becomes of the question, this stays as it was."""

    __tablename__ = "booking_answers"
    __table_args__ = (
        UniqueConstraint("booking_id", "asked"),
        CheckConstraint("keep_days IN (1, 30, 90)", name="keep_days_is_one_of_ours"),
        Index("ix_booking_answers_keep_days", "keep_days"),
    )

    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"))
    asked: Mapped[str] = mapped_column(String(MAX_QUESTION))
    words: Mapped[str] = mapped_column(String(MAX_ANSWER))
    keep_days: Mapped[int]
    """After the date."""
