"""What search looks in."""

from sqlalchemy import (
    ForeignKey,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model


class EventText(Model):
    """What search looks in. The full-text index of each database stands on this table."""

    __tablename__ = "event_texts"

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), unique=True)
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class SearchWord(Model):
    """A word that some event's text holds: what a misspelled one may have meant."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(String(40), unique=True)
