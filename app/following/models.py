"""Who asked to be told of what."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.events.models import Event
from app.organisations.models import Organisation
from app.people.models import MAX_EMAIL
from app.places.models import Place
from app.shared.database import Model, Moment, utcnow


class News(StrEnum):
    """What happened to a date."""

    CHANGED = "date_changed"
    CANCELLED = "date_cancelled"
    RESTORED = "date_restored"


class Follow(Model):
    """An address that asked to be told of one event, one group or one place.

    `key` opens it to whoever has one of its mails: to say yes, to choose, and to stop. Nothing is
    written to an address before its owner said yes, in a mail or by being signed in.
    """

    __tablename__ = "follows"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN event_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN organisation_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="is_about_one_thing",
        ),
        UniqueConstraint("event_id", "email"),
        UniqueConstraint("organisation_id", "email"),
        UniqueConstraint("place_id", "email"),
    )

    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE")
    )
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), index=True)
    key: Mapped[str] = mapped_column(String(24), unique=True)
    tells_changes: Mapped[bool] = mapped_column(default=True)
    """A mail when a date is off, on again, or elsewhere."""
    sends_weekly: Mapped[bool] = mapped_column(default=False)
    """A list each Monday of what is on."""
    last_week: Mapped[date | None]
    """The Monday of the last list that was posted."""
    asked_at: Mapped[Moment] = mapped_column(default=utcnow)
    confirmed_at: Mapped[Moment | None]

    event: Mapped[Event | None] = relationship(lazy="raise_on_sql")
    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    place: Mapped[Place | None] = relationship(lazy="raise_on_sql")

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def about(self) -> str:
        """How the outbox finds the mails about this again."""
        return f"follow:{self.key}"
