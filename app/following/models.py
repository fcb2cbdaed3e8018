"""Who asked to be told when something changes."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.events.models import Event
from app.people.models import MAX_EMAIL
from app.shared.database import Model, Moment, utcnow


class News(StrEnum):
    """What happened to a date."""

    CHANGED = "date_changed"
    CANCELLED = "date_cancelled"
    RESTORED = "date_restored"


class Follow(Model):
    """An address that asked to be told when dates of an event change.

    `key` opens it to whoever has one of its mails: to say yes, and to stop. Nothing is written to
    an address before its owner said yes, in a mail or by being signed in.
    """

    __tablename__ = "follows"
    __table_args__ = (UniqueConstraint("event_id", "email"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), index=True)
    key: Mapped[str] = mapped_column(String(24), unique=True)
    asked_at: Mapped[Moment] = mapped_column(default=utcnow)
    confirmed_at: Mapped[Moment | None]

    event: Mapped[Event] = relationship(lazy="raise_on_sql")

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def about(self) -> str:
        """How the outbox finds the mails about this again."""
        return f"follow:{self.key}"
