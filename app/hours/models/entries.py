"""Time that somebody gave on one day, and whether the group has confirmed it."""

from datetime import date, time, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.events.models import Occurrence
from app.opportunities.models import Opportunity
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import Model, Moment, utcnow

STEP = 15
"""Hours are kept in quarters of an hour, as minutes."""
LONGEST_DAY = 12 * 60
"""The most that somebody may say they gave on one day, all of its entries together."""
OLDEST = timedelta(days=366)
"""How far back somebody may add hours."""
MAX_NOTE = 200
MAX_WORDS = 500
TAKE_BACK_WITHIN = timedelta(days=14)
"""How long a mark that somebody was there can be taken back, and the hours with it: as long as a
mark at a door can be put right (product rule 5.2). After that the hours are corrected instead."""


class HoursState(StrEnum):
    """Where an entry stands (product rule 5.2). Which may follow which: services/moves.py."""

    SENT = "sent"
    QUESTION = "question"
    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    CORRECTED = "corrected"
    """Another entry stands in its place. This one is kept, and counts no more."""
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    HoursState.SENT: "Waiting for the group",
    HoursState.QUESTION: "The group has a question",
    HoursState.CONFIRMED: "Confirmed",
    HoursState.NOT_CONFIRMED: "Not confirmed",
    HoursState.CORRECTED: "Corrected",
    HoursState.TAKEN_BACK: "Taken back",
}

WAITING = (HoursState.SENT, HoursState.QUESTION)
"""Not settled yet."""
COUNTED = (HoursState.CONFIRMED, *WAITING)
"""What a person's own total is made of."""


class HoursSource(StrEnum):
    """How we know of it."""

    ATTENDANCE = "attendance"
    """The group marked somebody as there."""
    ADDED = "added"
    EVENT = "event"
    """Somebody came to a date that gives time, and added it in one tap."""


class HoursEntry(Model):
    """Some time that one person gave on one day. `day` is where it began, if it went past midnight.

    What counted once is never changed: a correction is a new entry, and `corrects` says of which.
    """

    __tablename__ = "hours_entries"
    __table_args__ = (
        CheckConstraint(f"minutes >= 0 AND minutes % {STEP} = 0", name="minutes_are_quarters"),
        CheckConstraint("minutes > 0 OR corrects_id IS NOT NULL", name="only_corrections_are_none"),
        CheckConstraint(
            "state NOT IN ('question', 'not_confirmed') OR words <> ''", name="answers_say_why"
        ),
        Index(
            "uq_hours_entries_one_for_each_date",
            "person_id",
            "occurrence_id",
            unique=True,
            sqlite_where=text("state IN ('sent', 'question', 'confirmed')"),
            postgresql_where=text("state IN ('sent', 'question', 'confirmed')"),
        ),
        Index("ix_hours_entries_person_id_day", "person_id", "day"),
        Index("ix_hours_entries_organisation_id_state_day", "organisation_id", "state", "day"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    opportunity_id: Mapped[int | None] = mapped_column(
        ForeignKey("opportunities.id", ondelete="SET NULL"), index=True
    )
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrences.id", ondelete="SET NULL"), index=True
    )
    day: Mapped[date]
    minutes: Mapped[int]
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    """From when to when, on the wall clock, if that is how it was told."""
    state: Mapped[str] = mapped_column(String(16), default=HoursState.SENT)
    source: Mapped[str] = mapped_column(String(12), default=HoursSource.ADDED)
    note: Mapped[str] = mapped_column(String(MAX_NOTE), default="")
    """What the person wrote beside it."""
    words: Mapped[str] = mapped_column(String(MAX_WORDS), default="")
    """What the group asked, or why it did not confirm or corrected this."""
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    decided_at: Mapped[Moment | None]
    corrects_id: Mapped[int | None] = mapped_column(
        ForeignKey("hours_entries.id", ondelete="CASCADE"), unique=True
    )
    form_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    """The key of the form that was sent: a repeat of it is the same entry."""
    added_at: Mapped[Moment] = mapped_column(default=utcnow)
    sent_at: Mapped[Moment] = mapped_column(default=utcnow)
    """Since when it waits for the group; anew after each question that was answered."""
    reminded_at: Mapped[Moment | None]
    """When the group was reminded of it."""
    passed_on_at: Mapped[Moment | None]
    """When the network was told that it waits still."""

    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    opportunity: Mapped[Opportunity | None] = relationship(lazy="raise_on_sql")
    occurrence: Mapped[Occurrence | None] = relationship(lazy="raise_on_sql")

    @property
    def standing(self) -> HoursState:
        return HoursState(self.state)

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING

    @property
    def has_question(self) -> bool:
        return self.state == HoursState.QUESTION

    @property
    def is_confirmed(self) -> bool:
        return self.state == HoursState.CONFIRMED

    @property
    def counts(self) -> bool:
        return self.state in COUNTED
