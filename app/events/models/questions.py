"""What an organiser asks of people who book."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model

MAX_QUESTION = 120
MAX_WHY = 160
MAX_OPTION = 60
MOST_OPTIONS = 6
MOST_QUESTIONS = 3
KEPT_FOR = {
    1: "until the day after the date",
    30: "for 30 days after the date",
    90: "for 90 days after the date",
}
"""How long an answer may be kept, by days; never longer than the booking itself."""


class EventQuestion(Model):
    """One question, with why it is asked. A change of it is another question: what was answered
    was an answer to these words."""

    __tablename__ = "event_questions"
    __table_args__ = (
        UniqueConstraint("event_id", "words"),
        CheckConstraint("keep_days IN (1, 30, 90)", name="keep_days_is_one_of_ours"),
        CheckConstraint("why <> ''", name="says_why"),
        # Forms know a question by its number, so none may ever come back as another one.
        {"sqlite_autoincrement": True},
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(String(MAX_QUESTION))
    why: Mapped[str] = mapped_column(String(MAX_WHY))
    keep_days: Mapped[int]
    options: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Answers to pick one of; none for a short answer in one's own words."""
    is_required: Mapped[bool] = mapped_column(default=False)
    order: Mapped[int] = mapped_column(default=0)

    @property
    def kept(self) -> str:
        """How long an answer is kept, as the end of a sentence."""
        return KEPT_FOR[self.keep_days]

    @property
    def reason(self) -> str:
        """Why it is asked, as a sentence of its own."""
        return self.why if self.why[-1] in ".!?" else f"{self.why}."
