"""Events, how often they happen, and the dates that come of it."""

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.badges.models import Badge
from app.events.models.totals import Count
from app.organisations.models import Organisation
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import Model, Moment, db, utcnow


class EventKind(Model):
    """What sort of thing it is. Data, so that a network can add its own."""

    __tablename__ = "event_kinds"

    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    look: Mapped[str] = mapped_column(String(20))
    """Which colours it wears: walk, cafe, circle, social, make, learn, grow or voice."""
    counts: Mapped[list[Count]] = mapped_column(JSON, default=list)
    """What its dates may count when they are over."""
    order: Mapped[int] = mapped_column(default=0)


class Audience(Model):
    """Who it is for. `open` is everyone."""

    __tablename__ = "audiences"

    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    order: Mapped[int] = mapped_column(default=0)


class BookingMode(StrEnum):
    DROP_IN = "drop_in"
    BOOKABLE = "bookable"
    MIXED = "mixed"


class Frequency(StrEnum):
    """The only ways a series may repeat; a raw RRULE is never accepted."""

    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    BLOCK = "block"


def _joining(name: str, other: str, table: str) -> Table:
    """A table that does no more than join events to the rows of another."""
    ends = (
        ForeignKey("events.id", ondelete="CASCADE"),
        ForeignKey(f"{table}.id", ondelete="CASCADE"),
    )
    return Table(
        name,
        db.metadata,
        Column("event_id", ends[0], primary_key=True),
        Column(other, ends[1], primary_key=True, index=True),
    )


event_badges = _joining("event_badges", "badge_id", "badges")
event_cohosts = _joining("event_cohosts", "organisation_id", "organisations")
"""The other groups that an event is held with. The dates stay in the hands of its own group."""
cohost_requests = _joining("cohost_requests", "organisation_id", "organisations")
"""Groups that are asked to hold an event and have not answered. A no leaves nothing."""

# With all of it at hand in an index, a list need not read past descriptions.
_ASKED_BY_LISTS = (
    "published_at",
    "is_listed",
    "audience_id",
    "is_step_free",
    "is_free",
    "gives_time",
    "booking_mode",
)


class Event(Model):
    """One thing on offer, once or repeating.

    `neutral_title` stands wherever nothing may be given away: page titles, mails, calendars, and
    the slug where attendance is private.
    """

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity_is_positive"),
        CheckConstraint(
            "(booking_mode = 'drop_in') = (capacity IS NULL)", name="only_drop_ins_are_uncounted"
        ),
        CheckConstraint("duration_minutes > 0", name="duration_is_positive"),
        CheckConstraint("max_guests >= 0", name="max_guests_is_not_negative"),
        CheckConstraint("walk_in_places >= 0", name="walk_in_places_is_not_negative"),
        Index("ix_events_of_organisation", "organisation_id", "kind_id", *_ASKED_BY_LISTS),
        Index("ix_events_of_kind", "kind_id", "organisation_id", *_ASKED_BY_LISTS),
    )

    slug: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    neutral_title: Mapped[str] = mapped_column(String(120))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    venue_id: Mapped[int] = mapped_column(ForeignKey("venues.id"), index=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("event_kinds.id"))
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    summary: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    what_to_expect: Mapped[list[str]] = mapped_column(JSON, default=list)
    cost: Mapped[str] = mapped_column(String(200), default="Free")
    is_free: Mapped[bool] = mapped_column(default=True)
    """Free, or pay what you can."""
    bring: Mapped[str] = mapped_column(String(200), default="")
    joining: Mapped[str] = mapped_column(Text, default="")
    """A number, a link or a door code: only for people with a place."""
    picture: Mapped[str] = mapped_column(String(20), default="circle")
    gives_time: Mapped[bool] = mapped_column(default=False)
    is_step_free: Mapped[bool | None]
    """From the walk's own facts where there is a walk, else from the venue."""
    walk: Mapped[dict[str, object] | None] = mapped_column(JSON)

    booking_mode: Mapped[str] = mapped_column(String(10))
    capacity: Mapped[int | None]
    walk_in_places: Mapped[int] = mapped_column(default=0)
    """Places beside `capacity` that nobody can book: for people who just turn up."""
    has_waiting_list: Mapped[bool] = mapped_column(default=False)
    max_guests: Mapped[int] = mapped_column(default=0)
    offers_buddy: Mapped[bool] = mapped_column(default=False)
    is_attendance_private: Mapped[bool] = mapped_column(default=False)

    frequency: Mapped[str] = mapped_column(String(12))
    weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Monday is 0. Empty for `once`."""
    nth: Mapped[int | None]
    """Which one of the month, 1 to 4, or -1 for the last; `monthly` only."""
    block_length: Mapped[int | None]
    first_date: Mapped[date]
    last_date: Mapped[date | None]
    start_time: Mapped[time]
    duration_minutes: Mapped[int]
    zone: Mapped[str] = mapped_column(String(40), default="Europe/London")
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Days (2026-12-25) that the rule names and that were never meant to be."""

    published_at: Mapped[Moment | None]
    publish_at: Mapped[Moment | None]
    """When it is to be published, once its group is checked. None when it is, or is not to be."""
    is_listed: Mapped[bool] = mapped_column(default=True)
    """Whether lists, searches, feeds and the pages of others show it once it is public. If not, it
    is there for whoever has its link."""
    updated_at: Mapped[Moment] = mapped_column(default=utcnow, onupdate=utcnow)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    venue: Mapped[Venue] = relationship(lazy="raise_on_sql")
    kind: Mapped[EventKind] = relationship(lazy="raise_on_sql")
    audience: Mapped[Audience] = relationship(lazy="raise_on_sql")
    badges: Mapped[list[Badge]] = relationship(
        secondary=event_badges, lazy="raise_on_sql", order_by=Badge.name
    )
    cohosts: Mapped[list[Organisation]] = relationship(
        secondary=event_cohosts, lazy="raise_on_sql", order_by=Organisation.name
    )
    hosts: Mapped[list["EventHost"]] = relationship(lazy="raise_on_sql", order_by="EventHost.id")

    @property
    def is_drop_in(self) -> bool:
        return self.booking_mode == BookingMode.DROP_IN

    @property
    def is_block(self) -> bool:
        """A course: all its dates are booked as one."""
        return self.frequency == Frequency.BLOCK

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def local_publish_at(self) -> datetime | None:
        """When it is to come out, on its own wall clock."""
        return self.publish_at and self.publish_at.astimezone(ZoneInfo(self.zone))

    @property
    def max_party(self) -> int:
        """The most places one booking may hold, the person among them."""
        return 1 + self.max_guests


class EventHost(Model):
    """Someone who will be there, named by their consent."""

    __tablename__ = "event_hosts"
    __table_args__ = (UniqueConstraint("event_id", "person_id"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
