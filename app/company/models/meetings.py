"""Who asked to be met, and who will meet them. All of it gone soon after."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.bookings.models import Booking
from app.events.models import Occurrence
from app.organisations.models import Position
from app.people.models import Person
from app.shared.database import Model, Moment, utcnow

MAX_WEARING = 80
MAX_SPOT = 80
KEEP = timedelta(hours=48)
"""After the date. Then nothing tells any more who met or drove whom."""
KEEP_REFUSALS = timedelta(days=365)
"""How long it can be seen that somebody was turned down again and again."""
ASKED_AHEAD = timedelta(days=28)
"""How long before a date others are asked: nobody knows sooner whether they can."""
LEFT_TO_GROUP = timedelta(hours=24)
"""Before the date: whoever nobody has said yes to by then is met by the group itself."""

BUDDIES = (Position.VOLUNTEER, Position.ORGANISER, Position.ADMIN)
"""Who of a group's team may meet somebody."""
HOSTS_ONLY = ("women",)
"""Audiences for whom only those who host the event may. So it is where attendance is private."""


class BuddyState(StrEnum):
    """Where a request stands. Which may follow which: services/moves.py.

    One that is taken back is no row at all.
    """

    ASKED = "asked"
    MATCHED = "matched"
    WITH_GROUP = "with_group"
    """Nobody said yes in time, so somebody of the group will be there."""
    MET = "met"
    MISSED = "missed"


class MeetingPoint(StrEnum):
    """Where somebody would like to be met."""

    DOOR = "door"
    BUS_STOP = "bus_stop"
    CAR_PARK = "car_park"

    @property
    def label(self) -> str:
        return {"door": "At the door", "bus_stop": "At the bus stop"}.get(self, "In the car park")


class BuddyRequest(Model):
    """Someone who booked and would like to be met, and who will meet them.

    `occurrence` and `sequence` are the date as it was when they asked: once it is another time or
    place, whoever said yes is told, and the asking begins anew.
    """

    __tablename__ = "buddy_requests"

    booking_id: Mapped[int] = mapped_column(
        ForeignKey("bookings.id", ondelete="CASCADE"), unique=True
    )
    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrences.id", ondelete="CASCADE"), index=True
    )
    sequence: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(12), default=BuddyState.ASKED)
    point: Mapped[str] = mapped_column(String(12), default=MeetingPoint.DOOR)
    wearing: Mapped[str] = mapped_column(String(MAX_WEARING), default="")
    buddy_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    buddy_spot: Mapped[str] = mapped_column(String(MAX_SPOT), default="")
    buddy_wearing: Mapped[str] = mapped_column(String(MAX_WEARING), default="")
    accepted_at: Mapped[Moment | None]
    """When the person who asked said that it suits them."""
    holder_said: Mapped[str] = mapped_column(String(6), default="")
    buddy_said: Mapped[str] = mapped_column(String(6), default="")
    """Afterwards, each for themselves: met, missed or nothing. Neither sees the other's word."""
    asked_at: Mapped[Moment] = mapped_column(default=utcnow)

    booking: Mapped[Booking] = relationship(lazy="raise_on_sql")
    occurrence: Mapped[Occurrence] = relationship(lazy="raise_on_sql")
    buddy: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    @property
    def is_matched(self) -> bool:
        return self.state == BuddyState.MATCHED

    @property
    def is_open(self) -> bool:
        """Somebody may still say yes."""
        return self.state in (BuddyState.ASKED, BuddyState.WITH_GROUP)

    @property
    def is_with_group(self) -> bool:
        return self.state == BuddyState.WITH_GROUP

    @property
    def where(self) -> str:
        return MeetingPoint(self.point).label

    @property
    def first_name(self) -> str:
        """All that a buddy learns of who asked."""
        return (self.booking.name.split() or ["Someone"])[0]

    @property
    def buddy_name(self) -> str:
        """All that is learned of a buddy."""
        return (self.buddy.first_name if self.buddy else "") or "Someone from the group"


class BuddyRefusal(Model):
    """Not this person: neither is shown the other again, and neither is told.

    Whoever asked is known by their booking, their sign-in or the key of their browser. Kept so that
    the network's lead can see who is turned down again and again.
    """

    __tablename__ = "buddy_refusals"
    __table_args__ = (UniqueConstraint("booking_id", "buddy_id"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    buddy_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("bookings.id", ondelete="SET NULL"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    browser_key: Mapped[str | None] = mapped_column(String(64))
    is_by_buddy: Mapped[bool] = mapped_column(default=False)
    refused_at: Mapped[Moment] = mapped_column(default=utcnow)
