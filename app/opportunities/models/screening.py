"""Getting ready for a role: what there is to do after an offer, and where each of it stands."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.opportunities.models.applications import MAX_REASON, Application
from app.opportunities.models.choices import CheckLevel
from app.people.models import MAX_EMAIL, MAX_NAME
from app.shared.database import Model, Moment

MAX_ABOUT = 200
CHECK_LASTS = timedelta(days=3 * 365)
"""Nobody says by law when a check is too old; three years is the custom."""
RENEW_AHEAD = timedelta(days=90)
GRACE = timedelta(days=30)
"""After the day a check should have been renewed. Nobody is kept from a shift in that time."""
CHASE_AFTER = (timedelta(days=7), timedelta(days=14))
"""How long after a referee was asked they are asked again. Then there is another way."""


class StepKind(StrEnum):
    """What there is to do, in the order of the list."""

    CHAT = "chat"
    REFERENCE = "reference"
    CHECK = "check"
    TRAINING = "training"
    AGREEMENT = "agreement"
    INDUCTION = "induction"

    @property
    def label(self) -> str:
        return {
            "chat": "A chat",
            "reference": "Someone who can speak for you",
            "check": "An official check",
            "training": "Training",
            "agreement": "What we both expect",
            "induction": "Your first visit",
        }[self.value]


class StepState(StrEnum):
    """Where one of it stands (product rule 5.2). Which may follow which: services/step_moves.py."""

    NOT_NEEDED = "not_needed"
    TO_DO = "to_do"
    ASKED = "asked"
    DONE = "done"
    WAIVED = "waived"
    NOT_SUITABLE = "not_suitable"

    @property
    def label(self) -> str:
        return {
            "not_needed": "Not needed",
            "to_do": "To do",
            "asked": "Asked",
            "done": "Done",
            "waived": "Not needed after all",
            "not_suitable": "Not suitable",
        }[self.value]


SETTLED = (StepState.NOT_NEEDED, StepState.DONE, StepState.WAIVED)
"""Nothing is left to do."""


class ScreeningStep(Model):
    """One thing to do before somebody starts.

    Of an official check it says the level, the day it was seen, and who decided: never its number,
    and nothing of what stood in it. There is no column that could hold that.
    """

    __tablename__ = "screening_steps"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("state NOT IN ('waived', 'not_suitable') OR reason <> ''", name="says_why"),
        CheckConstraint(
            "state <> 'not_suitable' OR decided_by_id IS NULL OR against_by_id IS NULL"
            " OR decided_by_id <> against_by_id",
            name="not_suitable_takes_two",
        ),
        Index("ix_screening_steps_state_asked_at", "state", "asked_at"),
        Index("ix_screening_steps_renew_on", "renew_on"),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    number: Mapped[int]
    """Its place in the list, from 1."""
    kind: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(MAX_ABOUT), default="")
    """Which training, or what the first visit is."""
    state: Mapped[str] = mapped_column(String(12), default=StepState.TO_DO)
    referee_name: Mapped[str] = mapped_column(String(MAX_NAME), default="")
    referee_email: Mapped[str] = mapped_column(String(MAX_EMAIL), default="")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the link that a referee was sent; kept when it has been used, so that it can say so."""
    asked_at: Mapped[Moment | None]
    chased: Mapped[int] = mapped_column(default=0)
    level: Mapped[str] = mapped_column(String(10), default="")
    done_on: Mapped[date | None]
    """The day of the chat, the training or the visit, or the day the check was seen."""
    reason: Mapped[str] = mapped_column(String(MAX_REASON), default="")
    """Why it is not needed after all, or why the role is not for them."""
    against_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    """Who thinks that the role is not for them. Nothing comes of it until a second person does."""
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    decided_at: Mapped[Moment | None]
    renew_on: Mapped[date | None]
    renewal_told_at: Mapped[Moment | None]

    application: Mapped[Application] = relationship(lazy="raise_on_sql")

    @property
    def stands(self) -> StepState:
        return StepState(self.state)

    @property
    def what(self) -> StepKind:
        return StepKind(self.kind)

    @property
    def check(self) -> CheckLevel:
        return CheckLevel(self.level or CheckLevel.NONE)

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        if self.kind == StepKind.TRAINING:
            return f"Training: {self.about}"
        if self.kind == StepKind.CHECK and self.state != StepState.NOT_NEEDED:
            return self.check.label
        return self.what.label

    @property
    def team_title(self) -> str:
        """The same for those who decide."""
        return "A reference" if self.is_reference else self.title

    @property
    def is_reference(self) -> bool:
        return self.kind == StepKind.REFERENCE

    @property
    def is_check(self) -> bool:
        return self.kind == StepKind.CHECK

    @property
    def is_unanswered(self) -> bool:
        """The referee was asked twice more and said nothing."""
        return self.state == StepState.ASKED and self.chased >= len(CHASE_AFTER)

    @property
    def is_doubted(self) -> bool:
        """One person thinks that the role is not for them; a second has not said yet."""
        return self.against_by_id is not None and self.state in (StepState.TO_DO, StepState.ASKED)

    def is_renewal_near(self, today: date) -> bool:
        return self.renew_on is not None and self.renew_on - RENEW_AHEAD <= today

    def holds_on(self, today: date) -> bool:
        """Whether it is done and still good, the days of grace included."""
        return self.is_settled and (self.renew_on is None or today <= self.renew_on + GRACE)


class ReferenceReply(Model):
    """What a referee wrote. Read by those who decide, and by nobody else."""

    __tablename__ = "reference_replies"

    step_id: Mapped[int] = mapped_column(
        ForeignKey("screening_steps.id", ondelete="CASCADE"), unique=True
    )
    how_long: Mapped[str] = mapped_column(String(MAX_ABOUT))
    in_what_way: Mapped[str] = mapped_column(String(MAX_ABOUT))
    is_happy: Mapped[str] = mapped_column(String(6))
    """yes, talk (would rather talk) or no."""
    words: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[Moment]
