"""What is noted at the door, besides the marks that bookings carry themselves."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment

MOST_WALK_INS = 9_999


class Act(StrEnum):
    """What a tap at the door says."""

    HERE = "here"
    NOT_HERE = "not_here"
    WALK_IN = "walk_in"
    WALK_OUT = "walk_out"
    """One walk-in too many was counted."""


class DoorTap(Model):
    """One tap at the door that was done, known by its key: sent again, it does nothing again.

    `tapped_at` is when the button was pressed, which on a phone without signal is long before it
    is known here. Nothing of who was marked is in it once the booking is gone.
    """

    __tablename__ = "door_taps"
    __table_args__ = (UniqueConstraint("occurrence_id", "key"),)

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id", ondelete="CASCADE"))
    booking_id: Mapped[int | None] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(36))
    act: Mapped[str] = mapped_column(String(12))
    is_sure: Mapped[bool]
    tapped_at: Mapped[Moment] = mapped_column(index=True)


class WalkIn(Model):
    """How many people came to a date without a booking. A number, and no name ever."""

    __tablename__ = "walk_ins"
    __table_args__ = (
        UniqueConstraint("occurrence_id"),
        CheckConstraint("number >= 0", name="number_is_not_negative"),
    )

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id", ondelete="CASCADE"))
    number: Mapped[int]
