"""The roles that people can help in, and what a group says of each."""

from datetime import date, time

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
from app.events.models import Event
from app.opportunities.models.choices import CheckLevel, LivedExperience, TaskKind
from app.organisations.models import Organisation
from app.people.models import Person
from app.places.models import Venue
from app.shared.database import Model, Moment, db, utcnow

MAX_TITLE = 120
MAX_SUMMARY = 200
MAX_WHY = 500
MOST_HOURS_A_WEEK = 60
"""The most that a role may let somebody take on in seven days."""


def _joining(name: str, other: str, table: str) -> Table:
    ends = (
        ForeignKey("opportunities.id", ondelete="CASCADE"),
        ForeignKey(f"{table}.id", ondelete="CASCADE"),
    )
    return Table(
        name,
        db.metadata,
        Column("opportunity_id", ends[0], primary_key=True),
        Column(other, ends[1], primary_key=True, index=True),
    )


opportunity_badges = _joining("opportunity_badges", "badge_id", "badges")
opportunity_events = _joining("opportunity_events", "event_id", "events")
"""The events that a role helps at."""


class Opportunity(Model):
    """A way to help that a group offers: a role.

    `neutral_title` stands wherever nothing may be given away: page titles, mails and calendars. It
    is public while it is published, neither paused nor closed, and its group is checked.
    """

    __tablename__ = "opportunities"
    __table_args__ = (
        CheckConstraint("places IS NULL OR places > 0", name="places_is_positive"),
        CheckConstraint("minimum_age >= 14", name="minimum_age_is_plausible"),
        CheckConstraint("references_needed BETWEEN 0 AND 3", name="references_are_few"),
        CheckConstraint(
            f"most_hours_a_week BETWEEN 1 AND {MOST_HOURS_A_WEEK}", name="most_hours_is_plausible"
        ),
        CheckConstraint(
            "published_at IS NULL OR (expenses <> '' AND check_why <> ''"
            " AND supporter_id IS NOT NULL)",
            name="published_says_expenses_check_and_supporter",
        ),
        CheckConstraint(
            "published_at IS NULL OR check_level <> 'enhanced' OR eligibility_confirmed_at"
            " IS NOT NULL",
            name="enhanced_is_eligible",
        ),
        Index("ix_opportunities_of_organisation", "organisation_id", "published_at"),
    )

    slug: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    neutral_title: Mapped[str] = mapped_column(String(MAX_TITLE))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venues.id"), index=True)
    summary: Mapped[str] = mapped_column(String(MAX_SUMMARY), default="")
    what_you_will_do: Mapped[list[str]] = mapped_column(JSON, default=list)
    what_you_get: Mapped[list[str]] = mapped_column(JSON, default=list)
    time_commitment: Mapped[str] = mapped_column(String(MAX_SUMMARY), default="")
    when_words: Mapped[str] = mapped_column(String(MAX_SUMMARY), default="")
    """When it is, where that is no fixed day: "Flexible, matched to bookings"."""
    is_regular: Mapped[bool] = mapped_column(default=True)
    """Again and again, rather than now and then."""
    is_remote: Mapped[bool] = mapped_column(default=False)
    """Can be done from home."""
    lived_experience: Mapped[str] = mapped_column(String(12), default=LivedExperience.NOT_NEEDED)
    places: Mapped[int | None]
    minimum_age: Mapped[int] = mapped_column(default=18)
    needs_driving_licence: Mapped[bool] = mapped_column(default=False)
    expenses: Mapped[str] = mapped_column(Text, default="")
    benefits: Mapped[str] = mapped_column(Text, default="")
    """What it means for who claims benefits."""
    check_level: Mapped[str] = mapped_column(String(10), default=CheckLevel.NONE)
    check_why: Mapped[str] = mapped_column(String(MAX_WHY), default="")
    eligibility_confirmed_at: Mapped[Moment | None]
    """When somebody said that they used the official eligibility guidance for this role."""
    eligibility_confirmed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    references_needed: Mapped[int] = mapped_column(default=1)
    training: Mapped[list[str]] = mapped_column(JSON, default=list)
    induction: Mapped[str] = mapped_column(String(MAX_SUMMARY), default="")
    offers_taster: Mapped[bool] = mapped_column(default=True)
    most_hours_a_week: Mapped[int] = mapped_column(default=16)
    """The most hours of shifts in any seven days that one person may sign up for."""
    supporter_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="RESTRICT"), index=True
    )
    search_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    """What it is found by: each word once, with a space on both sides. See services/indexing.py."""
    closes_on: Mapped[date | None]
    """The last day to apply."""
    published_at: Mapped[Moment | None]
    paused_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    updated_at: Mapped[Moment] = mapped_column(default=utcnow, onupdate=utcnow)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    venue: Mapped[Venue | None] = relationship(lazy="raise_on_sql")
    supporter: Mapped[Person | None] = relationship(
        lazy="raise_on_sql", foreign_keys=[supporter_id]
    )
    badges: Mapped[list[Badge]] = relationship(
        secondary=opportunity_badges, lazy="raise_on_sql", order_by=Badge.name
    )
    events: Mapped[list[Event]] = relationship(
        secondary=opportunity_events, lazy="raise_on_sql", order_by=Event.title
    )
    tasks: Mapped[list["OpportunityTask"]] = relationship(
        lazy="raise_on_sql", order_by="OpportunityTask.id", cascade="all, delete-orphan"
    )
    times: Mapped[list["OpportunityTime"]] = relationship(
        lazy="raise_on_sql",
        order_by="(OpportunityTime.weekday, OpportunityTime.start_time)",
        cascade="all, delete-orphan",
    )

    @property
    def is_open(self) -> bool:
        """Whether people may come to it now, its group being checked."""
        return self.published_at is not None and not (self.paused_at or self.closed_at)

    @property
    def check(self) -> CheckLevel:
        return CheckLevel(self.check_level)

    @property
    def lived(self) -> LivedExperience:
        return LivedExperience(self.lived_experience)

    @property
    def task_kinds(self) -> list[TaskKind]:
        """What somebody does in it, what it is most of all first."""
        return [TaskKind(task.kind) for task in self.tasks]

    @property
    def task(self) -> TaskKind:
        """What it is most of all: gives the role its colours and picture."""
        return TaskKind(self.tasks[0].kind) if self.tasks else TaskKind.SETTING_UP


class OpportunityTask(Model):
    """One kind of thing that somebody does in a role. The first is what it is most of all."""

    __tablename__ = "opportunity_tasks"
    __table_args__ = (
        UniqueConstraint("opportunity_id", "kind"),
        Index("ix_opportunity_tasks_kind_opportunity_id", "kind", "opportunity_id"),
    )

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))


class OpportunityTime(Model):
    """When a role is as a rule, on the wall clock of where it is. Monday is 0.

    What people choose by; the shifts themselves are the rota's.
    """

    __tablename__ = "opportunity_times"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_is_one"),
        UniqueConstraint("opportunity_id", "weekday", "start_time"),
    )

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id", ondelete="CASCADE"))
    weekday: Mapped[int]
    start_time: Mapped[time]
    end_time: Mapped[time]
    how_often: Mapped[str] = mapped_column(String(12), default="weekly")
    """weekly, fortnightly or monthly."""


class SavedOpportunity(Model):
    """A role that somebody keeps for later. Theirs alone: no group is told."""

    __tablename__ = "saved_opportunities"
    __table_args__ = (UniqueConstraint("person_id", "opportunity_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    opportunity_id: Mapped[int] = mapped_column(
        ForeignKey("opportunities.id", ondelete="CASCADE"), index=True
    )
    saved_at: Mapped[Moment] = mapped_column(default=utcnow)
