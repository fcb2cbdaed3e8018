"""The dates of events."""

from datetime import date, time

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.events.models.event import Event
from app.places.models import Venue
from app.shared.database import Model, Moment, utcnow
from app.shared.local_time import OnItsClock


class Occurrence(OnItsClock, Model):
    """One date of an event, known for life by its event and original date.

    Wall time and zone are what was promised; `starts_at` and `ends_at` follow from them.
    """

    __tablename__ = "occurrences"
    __table_args__ = (
        UniqueConstraint("event_id", "original_date", "number"),
        CheckConstraint("capacity IS NULL OR capacity >= 0", name="capacity_is_not_negative"),
        CheckConstraint("number > 0", name="number_is_positive"),
        # Lists walk the dates in order of time, everywhere or at each of a few venues or events;
        # with these at hand they read only rows they show.
        Index("ix_occurrences_in_time", "starts_at", "id", "ends_at", "event_id", "venue_id"),
        Index("ix_occurrences_of_venue", "venue_id", "starts_at", "id", "ends_at", "event_id"),
        Index("ix_occurrences_of_event", "event_id", "starts_at", "id", "ends_at", "venue_id"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="RESTRICT"))
    original_date: Mapped[date]
    number: Mapped[int] = mapped_column(default=1)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venues.id"))
    local_date: Mapped[date]
    start_time: Mapped[time]
    duration_minutes: Mapped[int]
    zone: Mapped[str] = mapped_column(String(40))
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    capacity: Mapped[int | None]
    notice: Mapped[str] = mapped_column(String(300), default="")
    sequence: Mapped[int] = mapped_column(default=0)
    """Goes up by one on any change of time, place or standing (RFC 5545, 3.8.7.4)."""
    changed_at: Mapped[Moment | None]
    cancelled_at: Mapped[Moment | None]
    cancellation_reason: Mapped[str] = mapped_column(String(300), default="")

    event: Mapped[Event] = relationship(lazy="raise_on_sql")
    venue: Mapped[Venue] = relationship(lazy="raise_on_sql")

    @property
    def key(self) -> str:
        return date_key(self.original_date, self.number)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def has_started(self) -> bool:
        return self.starts_at <= utcnow()

    @property
    def has_ended(self) -> bool:
        return self.ends_at <= utcnow()


def date_key(original_date: date, number: int) -> str:
    """How a date stands in its address: 2026-11-26, or 2026-11-26-2 if twice that day."""
    return f"{original_date}-{number}" if number > 1 else f"{original_date}"
