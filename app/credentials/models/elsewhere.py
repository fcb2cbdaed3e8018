"""Badges that people earned elsewhere and brought here. Theirs alone, and each says what it is."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment, utcnow
from app.shared.open_badges.telling import LONGEST_NAME
from app.shared.open_badges.verifying import Outcome


class Standing(StrEnum):
    """What we can say of a badge from elsewhere."""

    OURS = "ours"
    """One of this site's own, brought back."""
    UNCHANGED = "unchanged"
    UNCHECKED = "unchecked"
    NOT_YET = "not_yet"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            "ours": "Checked",
            "unchanged": "From elsewhere",
            "unchecked": "From elsewhere",
            "not_yet": "Not yet",
            "ended": "Ended",
            "withdrawn": "Withdrawn",
        }[self.value]

    @property
    def look(self) -> str:
        """The state of its tag."""
        return {"ours": "ok", "not_yet": "few", "ended": "few", "withdrawn": "off"}.get(self, "")

    @property
    def words(self) -> str:
        return {
            "ours": "It is genuine: a group here signed it.",
            "unchanged": "Nobody changed it since it was signed. We could not check who signed it.",
            "unchecked": "We could not check who signed it.",
            "not_yet": "Its first day is still to come.",
            "ended": "Its last day has been.",
            "withdrawn": "Whoever gave it has withdrawn it.",
        }[self.value]


class ForeignBadge(Model):
    """A badge of somebody's that was not earned here. Nothing of ours ever follows from it by
    itself. All of its words are a stranger's: plain text, cut to a length, and to be escaped."""

    __tablename__ = "foreign_badges"
    __table_args__ = (UniqueConstraint("person_id", "digest"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    """Of the badge's own address: the same badge twice is one."""
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    issuer_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    issuer_id: Mapped[str] = mapped_column(Text)
    earned_on: Mapped[date]
    ends_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(16))
    """How the check ended (an Outcome)."""
    is_signer_known: Mapped[bool] = mapped_column(default=False)
    checked_at: Mapped[Moment] = mapped_column(default=utcnow)
    document: Mapped[str] = mapped_column(Text, deferred=True, deferred_raiseload=True)
    """The JSON or the JWT as it came, without the picture around it."""
    added_at: Mapped[Moment] = mapped_column(default=utcnow)

    @property
    def standing(self) -> Standing:
        """How it stands today, as far as we could tell when it was looked at."""
        today = utcnow().date()
        if self.outcome == Outcome.WITHDRAWN:
            return Standing.WITHDRAWN
        if self.ends_on is not None and self.ends_on < today:
            return Standing.ENDED
        if self.outcome == Outcome.ENDED:
            return Standing.ENDED
        if self.earned_on > today:
            return Standing.NOT_YET
        if self.outcome == Outcome.UNKNOWN_KEY:
            return Standing.UNCHECKED
        return Standing.OURS if self.is_signer_known else Standing.UNCHANGED
