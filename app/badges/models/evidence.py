"""What somebody shows on the way to a badge, and what others say of it."""

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.badges.models.catalogue import Criterion
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import Model, Moment, utcnow

if TYPE_CHECKING:
    from app.badges.models.awards import BadgeAward

MAX_REFLECTION = 2_000
MAX_ENDORSEMENT = 600
MAX_LINK = 500
MAX_EVIDENCE = 600


class Reflection(Model):
    """A note on what somebody did and learnt. Theirs alone, until they use it as evidence: then the
    organisers of one group may read it, for as long as the tick stands and they are in its team."""

    __tablename__ = "reflections"
    __table_args__ = (Index("ix_reflections_shown_to_id", "shown_to_id"),)

    award_id: Mapped[int] = mapped_column(
        ForeignKey("badge_awards.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(Text)
    shown_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL")
    )
    form_key: Mapped[str] = mapped_column(String(24), unique=True)
    """Of the form it was written in, so that a second tap writes nothing twice."""
    written_at: Mapped[Moment] = mapped_column(default=utcnow)

    award: Mapped["BadgeAward"] = relationship(lazy="raise_on_sql", overlaps="reflections")
    shown_to: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")


class EvidenceKind(StrEnum):
    """What sort of thing shows it."""

    NOTE = "note"
    """A few words, given by the person."""
    LINK = "link"
    """Somewhere on the web, given by the person."""
    OBSERVATION = "observation"
    """A supporter saw it done."""
    CERTIFICATE = "certificate"
    """A supporter was shown a paper. No copy is kept."""
    ELSEWHERE = "elsewhere"
    """A badge from elsewhere, shown by the person: what it said, and what we could tell of it."""

    @property
    def label(self) -> str:
        return {
            "note": "In their words",
            "link": "A link",
            "observation": "Seen by a supporter",
            "certificate": "A certificate, seen by a supporter",
            "elsewhere": "A badge from elsewhere",
        }[self.value]


BY_SUPPORTERS = (EvidenceKind.OBSERVATION, EvidenceKind.CERTIFICATE)


class EvidenceItem(Model):
    """Something that shows a criterion is met. The person and the group they ask may read it."""

    __tablename__ = "evidence_items"

    award_id: Mapped[int] = mapped_column(
        ForeignKey("badge_awards.id", ondelete="CASCADE"), index=True
    )
    criterion_id: Mapped[int | None] = mapped_column(
        ForeignKey("criteria.id", ondelete="CASCADE"), index=True
    )
    """Which step it is for; None for the badge as a whole."""
    kind: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(String(MAX_LINK), default="")
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    form_key: Mapped[str] = mapped_column(String(24), unique=True)
    """Of the form it came in, so that a second tap adds nothing twice."""
    given_at: Mapped[Moment] = mapped_column(default=utcnow)

    award: Mapped["BadgeAward"] = relationship(lazy="raise_on_sql", overlaps="evidence")
    criterion: Mapped[Criterion | None] = relationship(lazy="raise_on_sql")
    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")


class Endorsement(Model):
    """A word of somebody who knows the person's work, said in the group that was asked then. Never
    of themselves, and one each."""

    __tablename__ = "endorsements"
    __table_args__ = (UniqueConstraint("award_id", "by_id"),)

    award_id: Mapped[int] = mapped_column(ForeignKey("badge_awards.id", ondelete="CASCADE"))
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )
    words: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[Moment] = mapped_column(default=utcnow)

    award: Mapped["BadgeAward"] = relationship(lazy="raise_on_sql", overlaps="endorsements")
    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
