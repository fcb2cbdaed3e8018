"""Who needs a lift, who can give one, and who agreed with whom. All of it gone soon after."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.bookings.models import Booking
from app.events.models import Occurrence
from app.shared.database import Model, Moment

MAX_AREA = 40
MAX_PHONE = 24
MAX_WORDS = 200
MAX_SEATS = 6


class LiftKind(StrEnum):
    """Which side of a lift somebody is on."""

    NEED = "need"
    OFFER = "offer"

    @property
    def label(self) -> str:
        return "I need a lift" if self == "need" else "I can give a lift"

    @property
    def other(self) -> "LiftKind":
        return LiftKind.OFFER if self == "need" else LiftKind.NEED


class Lift(Model):
    """Someone who booked and needs a lift to that date, or can give one. Never an address.

    `occurrence` is the date it was said for: a booking that moves to another takes no lift along.
    """

    __tablename__ = "lifts"
    __table_args__ = (CheckConstraint("seats > 0", name="seats_is_positive"),)

    booking_id: Mapped[int] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), unique=True
    )
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(6))
    area: Mapped[str] = mapped_column(String(MAX_AREA))
    seats: Mapped[int]
    """That are needed, or that can be given to others altogether."""
    is_women_only: Mapped[bool] = mapped_column(default=False)
    """Said by women: they and others who said so are shown to each other, and to nobody else."""
    phone: Mapped[str] = mapped_column(String(MAX_PHONE), default="")
    """Typed for this, and shown to nobody but those with whom a lift is agreed."""

    booking: Mapped[Booking] = relationship(lazy="raise_on_sql")
    occurrence: Mapped[Occurrence] = relationship(lazy="raise_on_sql")

    @property
    def is_offer(self) -> bool:
        return self.kind == LiftKind.OFFER

    @property
    def first_name(self) -> str:
        """All that the other side learns of a name, once both agreed."""
        return (self.booking.name.split() or ["Someone"])[0]


class LiftPair(Model):
    """One side asked the other; agreed once they said yes. A no leaves no row of this."""

    __tablename__ = "lift_pairs"
    __table_args__ = (
        UniqueConstraint("need_id", "offer_id"),
        Index(
            "uq_lift_pairs_agreed_need",
            "need_id",
            unique=True,
            sqlite_where=text("agreed_at IS NOT NULL"),
            postgresql_where=text("agreed_at IS NOT NULL"),
        ),
    )

    need_id: Mapped[int] = mapped_column(ForeignKey("lifts.id", ondelete="CASCADE"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("lifts.id", ondelete="CASCADE"), index=True)
    is_from_offer: Mapped[bool]
    """Who asked: the one with the car, or the one without."""
    agreed_at: Mapped[Moment | None]
    need_words: Mapped[str] = mapped_column(String(MAX_WORDS), default="")
    offer_words: Mapped[str] = mapped_column(String(MAX_WORDS), default="")
    """What each last wrote to the other, once both agreed."""

    need: Mapped[Lift] = relationship(foreign_keys=[need_id], lazy="raise_on_sql")
    offer: Mapped[Lift] = relationship(foreign_keys=[offer_id], lazy="raise_on_sql")

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None

    def is_asked_by(self, lift: Lift) -> bool:
        return self.is_from_offer == lift.is_offer

    def other_than(self, lift: Lift) -> Lift:
        return self.need if lift.is_offer else self.offer

    def words_of(self, lift: Lift) -> str:
        return self.offer_words if lift.is_offer else self.need_words


class LiftRefusal(Model):
    """Not together, said by `booking` of `other_booking`: neither is shown the other again."""

    __tablename__ = "lift_refusals"
    __table_args__ = (UniqueConstraint("booking_id", "other_booking_id"),)

    booking_id: Mapped[int] = mapped_column(ForeignKey("bookings.id", ondelete="CASCADE"))
    other_booking_id: Mapped[int] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), index=True
    )
