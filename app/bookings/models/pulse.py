"""How it was: two questions the day after, kept as numbers that nobody can take apart again.

An answer is no row of its own. It is added to the answers of other people who came to the same
event, on whichever date, and five of them are shown together or not at all.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment

FEW = 5
"""So many answers are shown at once. Fewer could tell who said what."""
QUESTIONS = ("welcome", "connected")
_IS_OPEN = text(f"people < {FEW}")


class Feeling(StrEnum):
    """What may be answered to either question."""

    YES = "yes"
    A_BIT = "a_bit"
    NO = "no"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {Feeling.YES: "Yes", Feeling.A_BIT: "A bit", Feeling.NO: "No"}


class PulseLink(Model):
    """A link that was mailed and not used yet; it goes when it is. Whom it was mailed to is not
    kept: neither who answered nor who did not can be read here."""

    __tablename__ = "pulse_links"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), index=True
    )
    ends_at: Mapped[Moment]


class Pulse(Model):
    """What up to FEW people said of an event, as numbers. Once it is FEW it never changes again,
    and the next answer begins another. `day` is the latest date that any of them came to."""

    __tablename__ = "pulses"
    __table_args__ = (
        CheckConstraint(f"people BETWEEN 1 AND {FEW}", name="is_of_a_few"),
        *(
            CheckConstraint(
                f"{name}_yes >= 0 AND {name}_a_bit >= 0 AND {name}_no >= 0"
                f" AND {name}_yes + {name}_a_bit + {name}_no <= people",
                name=f"{name}_is_of_them",
            )
            for name in QUESTIONS
        ),
        Index(
            "uq_pulses_open",
            "event_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index("ix_pulses_event_id", "event_id"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    day: Mapped[date]
    people: Mapped[int]
    welcome_yes: Mapped[int] = mapped_column(default=0)
    welcome_a_bit: Mapped[int] = mapped_column(default=0)
    welcome_no: Mapped[int] = mapped_column(default=0)
    connected_yes: Mapped[int] = mapped_column(default=0)
    connected_a_bit: Mapped[int] = mapped_column(default=0)
    connected_no: Mapped[int] = mapped_column(default=0)
