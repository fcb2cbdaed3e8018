"""Links that show part of a skills record to who has them, and what a person leaves out of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.people.models import MAX_NAME, Person
from app.shared.database import Model, Moment, utcnow

MAX_FOR_WHOM = 80
MIN_CODE, MAX_CODE = 4, 20
LASTS = (1, 3, 6)
"""Months that a link may last; the owner may also leave its end open."""
TOLD_AHEAD = 7
"""Days before its end that the owner hears of it."""


class LinkState(StrEnum):
    """Where a link stands. Live, then over for good: nothing leads back."""

    LIVE = "live"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True)
class Chosen:
    """What a link shows, and how its owner is called in it."""

    shown_name: str
    award_ids: tuple[int, ...] = ()
    has_hours: bool = False
    has_training: bool = False
    has_words: bool = False
    is_neutral: bool = True


class ShareLink(Model):
    """A link that its owner gives to somebody, who then sees what was chosen and nothing else.

    Of the token in its address only a hash is kept. The owner can see it again all the same: it is
    made of `nonce` and the site's secret, which no copy of the database holds.
    """

    __tablename__ = "share_links"
    __table_args__ = (Index("ix_share_links_ends_on", "ends_on"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    nonce: Mapped[str] = mapped_column(String(24))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    form_key: Mapped[str] = mapped_column(String(24), unique=True)
    """Of the form it came from, so that a second tap makes no second link."""
    for_whom: Mapped[str] = mapped_column(String(MAX_FOR_WHOM), default="")
    """For the owner's eyes alone."""
    shown_name: Mapped[str] = mapped_column(String(MAX_NAME))
    is_neutral: Mapped[bool] = mapped_column(default=True)
    """Nothing in what it shows tells what kind of group it was."""
    award_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    has_hours: Mapped[bool] = mapped_column(default=False)
    has_training: Mapped[bool] = mapped_column(default=False)
    has_words: Mapped[bool] = mapped_column(default=False)
    code_hash: Mapped[str] = mapped_column(String(64), default="")
    """Of the code that opens it; empty where it needs none."""
    ends_on: Mapped[date | None]
    """The last day it works."""
    last_opened_month: Mapped[date | None]
    """The first day of that month. More than the month is not kept, and nothing of who it was."""
    stopped_at: Mapped[Moment | None]
    ending_told_at: Mapped[Moment | None]
    created_at: Mapped[Moment] = mapped_column(default=utcnow)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    @property
    def needs_code(self) -> bool:
        return bool(self.code_hash)

    @property
    def chosen(self) -> Chosen:
        return Chosen(
            self.shown_name,
            tuple(self.award_ids),
            self.has_hours,
            self.has_training,
            self.has_words,
            self.is_neutral,
        )

    def state_on(self, day: date) -> LinkState:
        if self.stopped_at:
            return LinkState.STOPPED
        is_over = self.ends_on is not None and self.ends_on < day
        return LinkState.ENDED if is_over else LinkState.LIVE

    def is_live_on(self, day: date) -> bool:
        return self.state_on(day) == LinkState.LIVE


class RecordChoice(Model):
    """What of their record somebody leaves out, wherever it is shown. Badges say it themselves."""

    __tablename__ = "record_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    hides_hours: Mapped[bool] = mapped_column(default=False)
    hides_training: Mapped[bool] = mapped_column(default=False)
    hides_words: Mapped[bool] = mapped_column(default=False)
