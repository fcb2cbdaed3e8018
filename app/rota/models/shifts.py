"""The times to help of a role, and the patterns that they come from."""

from datetime import date, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.events.models import Event, Occurrence
from app.hours.models.entries import LONGEST_DAY
from app.opportunities.models import Opportunity
from app.shared.database import Model, Moment, utcnow
from app.shared.local_time import OnItsClock

MOST_PEOPLE = 40
"""On one shift."""
MAX_NOTE = 200
MAX_MARGIN = 6 * 60
"""Minutes that a shift may begin before a date of an event, or go on after it."""


DAY = 24 * 60
LONGEST = LONGEST_DAY
"""Minutes of one shift: as much as somebody may give in a day."""


def minutes_between(start: time, end: time) -> int:
    """How long it is from one time on the clock to the other, which may be the next day's."""
    length = (end.hour - start.hour) * 60 + end.minute - start.minute
    return length if length > 0 else length + DAY


class HowOften(StrEnum):
    """How a pattern repeats. One that follows an event is as often as its dates."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    WITH_EVENT = "with_event"


class ShiftPattern(Model):
    """A promise of shifts: "every Thursday, 9.45am to 1pm, 2 to 3 people", or "each date of the art
    group, from 45 minutes before until 30 after".

    The wall clock is what was promised; `end_time` at or before `start_time` is the next day's.
    """

    __tablename__ = "shift_patterns"
    __table_args__ = (
        CheckConstraint(f"least >= 1 AND most BETWEEN least AND {MOST_PEOPLE}", name="people"),
        CheckConstraint(
            "(event_id IS NULL AND start_time IS NOT NULL AND end_time IS NOT NULL)"
            " OR (event_id IS NOT NULL AND frequency = 'with_event')",
            name="has_a_time_or_an_event",
        ),
        CheckConstraint(
            f"before_minutes BETWEEN 0 AND {MAX_MARGIN}"
            f" AND after_minutes BETWEEN 0 AND {MAX_MARGIN}",
            name="margins_are_plausible",
        ),
    )

    opportunity_id: Mapped[int] = mapped_column(
        ForeignKey("opportunities.id", ondelete="CASCADE"), index=True
    )
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("events.id", ondelete="CASCADE"), index=True
    )
    frequency: Mapped[str] = mapped_column(String(12), default=HowOften.WEEKLY)
    weekday: Mapped[int | None]
    nth: Mapped[int | None]
    """Which one of the month, 1 to 4, or -1 for the last; `monthly` only."""
    first_date: Mapped[date]
    last_date: Mapped[date | None]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    before_minutes: Mapped[int] = mapped_column(default=0)
    after_minutes: Mapped[int] = mapped_column(default=0)
    zone: Mapped[str] = mapped_column(String(40), default="Europe/London")
    least: Mapped[int] = mapped_column(default=1)
    most: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(String(MAX_NOTE), default="")
    """What helps to know, in a line: for each of its shifts."""

    opportunity: Mapped[Opportunity] = relationship(lazy="raise_on_sql")
    event: Mapped[Event | None] = relationship(lazy="raise_on_sql")


class Shift(OnItsClock, Model):
    """One time to help. Wall time and zone are what was promised; `starts_at` and `ends_at` follow.

    One that is attached to a date of an event goes where that goes: `date_sequence` is how it knew
    the date last.
    """

    __tablename__ = "shifts"
    __table_args__ = (
        UniqueConstraint("pattern_id", "original_date", "number"),
        CheckConstraint(f"least >= 1 AND most BETWEEN least AND {MOST_PEOPLE}", name="people"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_shifts_of_role", "opportunity_id", "starts_at"),
        Index("ix_shifts_in_time", "starts_at", "ends_at"),
    )

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id", ondelete="CASCADE"))
    pattern_id: Mapped[int | None] = mapped_column(
        ForeignKey("shift_patterns.id", ondelete="SET NULL")
    )
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrences.id", ondelete="SET NULL"), index=True
    )
    original_date: Mapped[date]
    number: Mapped[int] = mapped_column(default=1)
    """Which one of that day, where an event has two dates on it."""
    local_date: Mapped[date]
    start_time: Mapped[time]
    end_time: Mapped[time]
    before_minutes: Mapped[int] = mapped_column(default=0)
    after_minutes: Mapped[int] = mapped_column(default=0)
    """How much longer it is than the date that it goes with, at each end."""
    zone: Mapped[str] = mapped_column(String(40))
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    least: Mapped[int] = mapped_column(default=1)
    most: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(String(MAX_NOTE), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    """Goes up by one on any change of time or standing (RFC 5545, 3.8.7.4)."""
    changed_at: Mapped[Moment | None]
    date_sequence: Mapped[int | None]
    cancelled_at: Mapped[Moment | None]
    is_off_with_date: Mapped[bool] = mapped_column(default=False)
    """Called off because its date was, so that it comes back with the date."""

    opportunity: Mapped[Opportunity] = relationship(lazy="raise_on_sql")
    pattern: Mapped[ShiftPattern | None] = relationship(lazy="raise_on_sql")
    occurrence: Mapped[Occurrence | None] = relationship(lazy="raise_on_sql")

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def has_started(self) -> bool:
        return self.starts_at <= utcnow()

    @property
    def minutes(self) -> int:
        """How long it really is, whatever the clocks do that night."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)
