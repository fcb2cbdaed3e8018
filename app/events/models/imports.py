"""Calendars that a group brings with it: what waits, and what came of which entry."""

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment, utcnow


class WaitingImport(Model):
    """A file that somebody gave us, until they say whether it is brought in. Gone after a day."""

    __tablename__ = "waiting_imports"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    """Only what we read of it; nothing once it was brought in."""
    created_at: Mapped[Moment] = mapped_column(default=utcnow, index=True)
    brought_at: Mapped[Moment | None]
    dates_made: Mapped[int] = mapped_column(default=0)
    event_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    """The events that came of it, or that it added to."""


class ImportedEntry(Model):
    """What came of one entry of a file, so that the same one does not come twice."""

    __tablename__ = "imported_entries"
    __table_args__ = (UniqueConstraint("organisation_id", "source"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    source: Mapped[str] = mapped_column(String(64))
    """A hash of what its calendar calls it."""
    series: Mapped[str] = mapped_column(String(64))
    """A hash that single dates of one name and place share."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    """A hash of what it said when it was brought in."""
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), index=True
    )
    """Its date, where it is a single one."""
