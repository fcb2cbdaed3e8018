"""The message, and where it stands."""

from enum import StrEnum
from typing import Any, TypedDict

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment, utcnow


class State(StrEnum):
    """Where a message stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"


class Attachment(TypedDict):
    """A text that goes with a message, for example a calendar file of type text/calendar."""

    name: str
    type: str
    text: str


OPEN = (State.QUEUED, State.SENDING)


class OutboxMessage(Model):
    """One mail to one person. `kind` names its words: bookings.booked is booked in bookings.

    One of many posted together `is_bulk`: it goes after what one person waits for. `send_after` is
    when it was due and never changes; `try_after` moves with each failure. `about` says what it was
    for, such as "booking:17", to those who must find it again. `sent_at` is when it was done with;
    once `is_blank`, its words are gone.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        Index("ix_outbox_messages_to_claim", "state", "is_bulk", "try_after", "id"),
        Index("ix_outbox_messages_recipient_id", "recipient", "id"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    recipient: Mapped[str] = mapped_column(Text)
    is_full: Mapped[bool]
    context: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    attachments: Mapped[list[Attachment]] = mapped_column(JSON, default=list)
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    about: Mapped[str | None] = mapped_column(String(60), index=True)
    message_id: Mapped[str] = mapped_column(String(320), unique=True)
    state: Mapped[str] = mapped_column(String(10), default=State.QUEUED)
    created_at: Mapped[Moment] = mapped_column(default=utcnow)
    is_bulk: Mapped[bool] = mapped_column(default=False)
    send_after: Mapped[Moment]
    try_after: Mapped[Moment]
    drop_after: Mapped[Moment | None]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[Moment | None]
    worker: Mapped[str | None] = mapped_column(String(80))
    sent_at: Mapped[Moment | None]
    is_blank: Mapped[bool] = mapped_column(default=False)
    last_error: Mapped[str | None] = mapped_column(Text)
