"""An event that is still being written down."""

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.organisations.models import Organisation
from app.shared.database import Model, Moment, utcnow

DRAFT_DAYS = 90
"""How long a draft is kept that nobody touches."""


class EventDraft(Model):
    """What a group has said so far about an event. Nobody else sees any of it."""

    __tablename__ = "event_drafts"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id", ondelete="CASCADE"), index=True
    )
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the form it began with: the same form sent twice is one draft."""
    answers: Mapped[dict[str, dict[str, list[str]]]] = mapped_column(JSON, default=dict)
    """What was typed at each step, by the names of its fields; only what could be used."""
    updated_at: Mapped[Moment] = mapped_column(default=utcnow, onupdate=utcnow, index=True)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """What it is called so far."""
        return (self.answers.get("name", {}).get("title") or ["New event"])[0]
