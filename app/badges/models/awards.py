"""Somebody's way to a badge: what is done, where it stands, and what became of it."""

from datetime import date
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.badges.models.catalogue import Badge, BadgeVersion, Criterion
from app.badges.models.evidence import Endorsement, EvidenceItem, Reflection
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import Model, Moment, utcnow


class AwardState(StrEnum):
    """Where it stands (product rule 5.2). Which may follow which: services/moves.py."""

    WORKING_ON = "working_on"
    ASKED = "asked"
    MORE_NEEDED = "more_needed"
    EARNED = "earned"
    ENDED = "ended"
    """Its time ran out. It was earned all the same."""
    WITHDRAWN = "withdrawn"
    GIVEN_UP = "given_up"
    """The person does not want it any more."""


ON_THE_WAY = (AwardState.WORKING_ON, AwardState.ASKED, AwardState.MORE_NEEDED)
LIVE = (*ON_THE_WAY, AwardState.EARNED)
"""Of these a person has one for a badge at most. What is over stays beside it."""
_IS_LIVE = text("state IN ('working_on', 'asked', 'more_needed', 'earned')")


class BadgeAward(Model):
    """Somebody's way to one badge, from the day they began to work towards it.

    Theirs alone until they ask a group for it (`organisation`): then its organisers see the ticks,
    what was shown to them as evidence, and nothing else.
    """

    __tablename__ = "badge_awards"
    __table_args__ = (
        Index(
            "uq_badge_awards_live",
            "person_id",
            "badge_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        CheckConstraint(
            "state <> 'withdrawn' OR proposed_by_id IS NULL OR withdrawn_by_id IS NULL"
            " OR proposed_by_id <> withdrawn_by_id",
            name="withdrawn_takes_two",
        ),
        CheckConstraint("state <> 'withdrawn' OR reason <> ''", name="says_why"),
        Index("ix_badge_awards_organisation_id_state", "organisation_id", "state"),
        Index("ix_badge_awards_state_expires_on", "state", "expires_on"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("badge_versions.id", ondelete="CASCADE"), index=True
    )
    """The wording they began with, and earn it under."""
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL")
    )
    """Which group was asked, and awarded it."""
    state: Mapped[str] = mapped_column(String(12), default=AwardState.WORKING_ON)
    started_at: Mapped[Moment] = mapped_column(default=utcnow)
    asked_at: Mapped[Moment | None]
    earned_at: Mapped[Moment | None]
    expires_on: Mapped[date | None]
    over_at: Mapped[Moment | None]
    """When it ended, was given up or withdrawn."""
    words: Mapped[str] = mapped_column(Text, default="")
    """What the group still needs, for the person."""
    awarded_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    """Who awarded it; before it is earned, who gives it by hand and waits for another's word."""
    proposed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    """Who thinks it should be withdrawn. Nothing comes of it until a second person does."""
    withdrawn_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it is to be withdrawn: for those who decide and for the person, never for outside."""
    look_again: Mapped[str] = mapped_column(Text, default="")
    """Why the group should look at it again, such as hours that were corrected later. It stays."""
    is_hidden: Mapped[bool] = mapped_column(default=False)
    """The person keeps it out of their record."""
    endings_told: Mapped[int] = mapped_column(default=0)
    """How many times they were told that it ends soon."""

    badge: Mapped[Badge] = relationship(lazy="raise_on_sql")
    version: Mapped[BadgeVersion] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    awarded_by: Mapped[Person | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[awarded_by_id]
    )
    proposed_by: Mapped[Person | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[proposed_by_id]
    )
    ticks: Mapped[list["Tick"]] = relationship(lazy="raise_on_sql", order_by="Tick.criterion_id")
    reflections: Mapped[list[Reflection]] = relationship(
        lazy="raise_on_sql", order_by="Reflection.id"
    )
    evidence: Mapped[list[EvidenceItem]] = relationship(
        lazy="raise_on_sql", order_by="EvidenceItem.id"
    )
    endorsements: Mapped[list[Endorsement]] = relationship(
        lazy="raise_on_sql", order_by="Endorsement.id"
    )

    @property
    def stands(self) -> AwardState:
        return AwardState(self.state)

    @property
    def is_earned(self) -> bool:
        return self.state == AwardState.EARNED

    @property
    def is_put_forward(self) -> bool:
        """Somebody of the group gives it by hand, and it takes the word of one more person."""
        return self.state == AwardState.ASKED and self.awarded_by_id is not None

    def shows_what(self, by_id: int | None) -> bool:
        """Whether the group reads what this one ticked or wrote: all of it where the person asked.
        Else only what whoever gave it did; the rest may have been said in another group."""
        gave = by_id is not None and by_id == self.awarded_by_id
        return self.asked_at is not None or gave

    @property
    def is_on_the_way(self) -> bool:
        return self.state in ON_THE_WAY


class Tick(Model):
    """How far somebody is with one criterion, and who said it is done."""

    __tablename__ = "ticks"
    __table_args__ = (UniqueConstraint("award_id", "criterion_id"),)

    award_id: Mapped[int] = mapped_column(ForeignKey("badge_awards.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(
        ForeignKey("criteria.id", ondelete="CASCADE"), index=True
    )
    amount: Mapped[int] = mapped_column(default=0)
    """What was counted so far, in the criterion's measure."""
    days: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Dates that were counted, where dates are: so that none counts twice, and one can be taken
    back. Kept here as bookings are forgotten long before a badge is earned."""
    done_at: Mapped[Moment | None]
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    """The supporter who said so; None where it was counted."""

    criterion: Mapped[Criterion] = relationship(lazy="raise_on_sql")
    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
