"""Bookings: who holds how many places at which date, and how that came about."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.bookings.models.answers import BookingAnswer
from app.events.models import Occurrence
from app.people.models import Person
from app.shared.database import Model, Moment, utcnow

MAX_NAME = 80
MAX_NOTE = 200
MAX_MESSAGE = 1000
UNDO_MINUTES = 10
TAKEN_OFF = "take_off"
"""The step by which a group cancels one booking, as it is written down."""
CONSENT_VERSION = "2026-11"
CONSENT_WORDS = (
    "It’s OK to keep this booking so that the group can plan. "
    "We’ll delete the link to you after 90 days."
)


class BookingState(StrEnum):
    """Where a booking stands. Which may follow which: services/moves.py."""

    BOOKED = "booked"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED_BY_PERSON = "cancelled_by_person"
    CANCELLED_BY_GROUP = "cancelled_by_group"
    CAME = "came"
    NOT_THERE = "not_there"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    BookingState.BOOKED: "You’re booked",
    BookingState.WAITING: "On the waiting list",
    BookingState.OFFERED: "A place is free for you",
    BookingState.CANCELLED_BY_PERSON: "Cancelled",
    BookingState.CANCELLED_BY_GROUP: "This date is off",
    BookingState.CAME: "You came",
    BookingState.NOT_THERE: "You’re booked",
}
"""Who was not there reads what everybody reads who was not marked."""


class LeavingReason(StrEnum):
    """What someone may say when they cancel. Never asked for twice, never needed."""

    UNWELL = "unwell"
    TRAVEL = "travel"
    CHANGED_MIND = "changed_mind"
    PRIVATE = "private"

    @property
    def label(self) -> str:
        return _REASONS[self]


_REASONS = {
    LeavingReason.UNWELL: "I am not well",
    LeavingReason.TRAVEL: "I cannot get there",
    LeavingReason.CHANGED_MIND: "I changed my mind",
    LeavingReason.PRIVATE: "I would rather not say",
}

PLACED = (BookingState.BOOKED, BookingState.CAME, BookingState.NOT_THERE)
"""A place is theirs. What the group noted at the door changes nothing for them."""
HOLDING = (*PLACED, BookingState.OFFERED)
"""States that take up places."""
LIVE = (*HOLDING, BookingState.WAITING)
"""States that can be cancelled, while there is time."""


class Booking(Model):
    """One person's place, or places, on one date. A party is one unit.

    `code` opens the booking to whoever holds it. `browser_key` is a hash of the key in the browser
    that booked, so that only that browser is told "you already have a place". `form_key` is the
    key of the form that was sent: a repeat of it is the same booking.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint("places > 0", name="places_is_positive"),
        Index("ix_bookings_occurrence_id_state_joined_at", "occurrence_id", "state", "joined_at"),
        Index(
            "uq_bookings_live_person",
            "occurrence_id",
            "person_id",
            unique=True,
            sqlite_where=text("state IN ('booked', 'waiting', 'offered')"),
            postgresql_where=text("state IN ('booked', 'waiting', 'offered')"),
        ),
    )

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id", ondelete="RESTRICT"))
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    code: Mapped[str] = mapped_column(String(24), unique=True)
    form_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    browser_key: Mapped[str | None] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    wants_full_words: Mapped[bool] = mapped_column(default=False)
    places: Mapped[int]
    wants_meeting: Mapped[bool] = mapped_column(default=False)
    wants_lift: Mapped[bool] = mapped_column(default=False)
    may_step_out: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(MAX_NOTE), default="")
    state: Mapped[str] = mapped_column(String(24))
    joined_at: Mapped[Moment] = mapped_column(default=utcnow)
    """When they joined the queue: the order of the waiting list, kept whatever happens."""
    asks_first: Mapped[bool] = mapped_column(default=False)
    """On the waiting list: ask before a place is theirs, and keep it for them that long."""
    offered_until: Mapped[Moment | None]
    is_passed_over: Mapped[bool] = mapped_column(default=False)
    """Said no, or nothing, to the place that is free now. Asked again when another one is."""
    block_code: Mapped[str | None] = mapped_column(String(24), index=True)
    """Shared by the bookings of one course, a date each: the code of the first of them."""
    wants_reminder: Mapped[bool] = mapped_column(default=True)
    reminded_at: Mapped[Moment | None]
    thanked_at: Mapped[Moment | None]
    """When they were asked how it was. Whether they answered is written down nowhere."""
    sequence: Mapped[int] = mapped_column(default=0)
    """Goes up by one whenever the calendar entry of its holder must change."""
    consented_at: Mapped[Moment | None]
    consent_version: Mapped[str] = mapped_column(String(10), default="")
    cancelled_at: Mapped[Moment | None]
    leaving_reason: Mapped[str] = mapped_column(String(12), default="")
    """Why they cancelled, if they cared to say. Blanked with the notes."""
    declined_help_at: Mapped[Moment | None]
    """When its holder said "not now" to a way to help. They are not asked again."""
    erased_at: Mapped[Moment | None]

    occurrence: Mapped[Occurrence] = relationship(lazy="raise_on_sql")
    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")
    guests: Mapped[list["BookingGuest"]] = relationship(
        lazy="raise_on_sql", order_by="BookingGuest.id", cascade="all, delete-orphan"
    )
    answers: Mapped[list[BookingAnswer]] = relationship(
        lazy="raise_on_sql", order_by=BookingAnswer.id, cascade="all, delete-orphan"
    )

    @property
    def label(self) -> str:
        return BookingState(self.state).label

    @property
    def standing(self) -> BookingState:
        """Where it stands for its holder, who sees no difference between marked and not."""
        return BookingState.BOOKED if self.has_place else BookingState(self.state)

    @property
    def has_place(self) -> bool:
        return self.state in PLACED

    @property
    def has_come(self) -> bool:
        """The group marked them as there."""
        return self.state == BookingState.CAME

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_holding(self) -> bool:
        return self.state in HOLDING

    @property
    def is_offered(self) -> bool:
        return self.state == BookingState.OFFERED

    @property
    def is_of_a_block(self) -> bool:
        return self.block_code is not None

    @property
    def is_waiting(self) -> bool:
        return self.state == BookingState.WAITING

    @property
    def first_name_and_initial(self) -> str:
        """How the group's organisers see who booked: never a whole surname."""
        first, *rest = self.name.split() or [""]
        return f"{first} {rest[-1][0]}" if rest else first


class BookingGuest(Model):
    """A friend who comes along, if their first name was told. The number of places counts."""

    __tablename__ = "booking_guests"

    booking_id: Mapped[int] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(MAX_NAME))


class Maybe(Model):
    """I might come, to a date that needs no booking: one per browser, and nothing of who it is."""

    __tablename__ = "maybes"
    __table_args__ = (UniqueConstraint("occurrence_id", "browser_key"),)

    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id", ondelete="CASCADE"))
    browser_key: Mapped[str] = mapped_column(String(64))


class DateMessage(Model):
    """What a group wrote to everyone with a place on a date. `form_key` is the key of the form that
    was sent: a repeat of it is the same message."""

    __tablename__ = "date_messages"

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), index=True
    )
    sent_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    words: Mapped[str] = mapped_column(Text)
    bookings: Mapped[int]
    by_mail: Mapped[int]
    sent_at: Mapped[Moment] = mapped_column(default=utcnow)


class BookingMove(Model):
    """One step in a booking's life: what happened, when. Never changed afterwards."""

    __tablename__ = "booking_moves"

    booking_id: Mapped[int] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), index=True
    )
    event: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(24))
    moved_at: Mapped[Moment] = mapped_column(default=utcnow, index=True)
