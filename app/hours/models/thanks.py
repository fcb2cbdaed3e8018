"""Thanks that a person gets for the time they gave. Theirs alone: nobody else sees them."""

from dataclasses import dataclass

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment, utcnow


@dataclass(frozen=True, slots=True)
class Thanks:
    """What is said, and from how many confirmed hours on; 0 is for the first shift."""

    slug: str
    name: str
    hours: int
    words: str


THANKS = (
    Thanks(
        "first-shift", "First shift", 0, "Thank you for your first shift. It made a difference."
    ),
    Thanks("ten-hours", "10 hours given", 10, "Ten hours of your time, given freely. Thank you."),
    Thanks(
        "twenty-five-hours",
        "25 hours given",
        25,
        "Twenty-five hours. People notice, even when they do not say.",
    ),
    Thanks(
        "fifty-hours", "50 hours given", 50, "Fifty hours. You are part of how this place works."
    ),
    Thanks("hundred-hours", "100 hours given", 100, "One hundred hours. Thank you from all of us."),
    Thanks(
        "two-fifty-hours", "250 hours given", 250, "Two hundred and fifty hours. Extraordinary."
    ),
)
"""Product data: demo/data/badges.json, recognitions. A correction never takes one away."""


class Recognition(Model):
    """One thanks that a person has had, once and for good."""

    __tablename__ = "recognitions"
    __table_args__ = (UniqueConstraint("person_id", "slug"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(String(24))
    entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("hours_entries.id", ondelete="SET NULL"), index=True
    )
    """The entry that brought it, so that a mark made by mistake takes it along."""
    earned_at: Mapped[Moment] = mapped_column(default=utcnow)

    @property
    def thanks(self) -> Thanks:
        return next(each for each in THANKS if each.slug == self.slug)

    @property
    def about(self) -> str:
        """How the outbox finds its mail again."""
        return f"recognition:{self.person_id}:{self.slug}"
