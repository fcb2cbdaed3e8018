"""Badges: names for skills that people have shown, and what they write down on the way."""

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import Model, Moment, utcnow

MAX_REFLECTION = 2_000


class Layer(StrEnum):
    """What sort of taking part a badge is for. Layers, not levels: none comes before another."""

    JOINED_IN = "joined_in"
    TOOK_PART = "took_part"
    PUT_INTO_PRACTICE = "put_into_practice"
    LED_OTHERS = "led_others"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Badge(Model):
    """A recognition of a skill. `neutral_name` is how it reads to an employer."""

    __tablename__ = "badges"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    neutral_name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    layer: Mapped[str] = mapped_column(String(20), default=Layer.JOINED_IN)
    criteria: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What somebody does to earn it, one step a line."""

    @property
    def layer_label(self) -> str:
        return Layer(self.layer).label


class BadgeAward(Model):
    """Somebody's way to one badge, from the day they began to work towards it."""

    __tablename__ = "badge_awards"
    __table_args__ = (UniqueConstraint("person_id", "badge_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[Moment] = mapped_column(default=utcnow)

    badge: Mapped[Badge] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    reflections: Mapped[list["Reflection"]] = relationship(
        lazy="raise_on_sql", order_by="Reflection.id"
    )


class Reflection(Model):
    """A note on what somebody did and learnt. Theirs alone, until they use it as evidence: then the
    organisers of one group may read it, for as long as the tick stands."""

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

    award: Mapped[BadgeAward] = relationship(lazy="raise_on_sql", overlaps="reflections")
    shown_to: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
