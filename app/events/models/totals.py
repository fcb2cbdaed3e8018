"""What came of a date, in numbers of things: bags, repairs, meals."""

from typing import TypedDict

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model


class Count(TypedDict):
    """What dates of a kind may count, and how 1 and many of it are said: bag collected, bags
    collected."""

    slug: str
    one: str
    many: str


class DateTotal(Model):
    """How many of one thing came of a date. Things only: never people."""

    __tablename__ = "date_totals"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "thing"),
        CheckConstraint("number >= 0", name="number_is_not_negative"),
    )

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id", ondelete="CASCADE"))
    thing: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
