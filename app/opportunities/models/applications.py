"""Asking to help in a role, and where that stands."""

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.opportunities.models.roles import Opportunity
from app.people.models import MAX_EMAIL, MAX_NAME, Person
from app.shared.database import Model, Moment, utcnow

MAX_PHONE = 24


class ApplicationState(StrEnum):
    """Where an application stands (product rule 5.2). Which may follow which: services/moves.py."""

    DRAFT = "draft"
    SENT = "sent"
    TALKING = "talking"
    RESERVE = "reserve"
    OFFERED = "offered"
    CHECKS = "checks"
    ACTIVE = "active"
    PAUSED = "paused"
    NOT_THIS_TIME = "not_this_time"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


OVER = (ApplicationState.NOT_THIS_TIME, ApplicationState.WITHDRAWN, ApplicationState.ENDED)
"""Nothing stands in the way of a new one."""
VOLUNTEERING = (ApplicationState.ACTIVE, ApplicationState.PAUSED)
"""They have the role."""


class Application(Model):
    """Somebody asking to help in a role, from the first draft until they leave it.

    Holds nothing about convictions, health or birth dates: only what they were asked, and that is
    in forms.py. One at a time for each person and role.
    """

    __tablename__ = "applications"
    __table_args__ = (
        Index(
            "uq_applications_one_at_a_time",
            "opportunity_id",
            "person_id",
            unique=True,
            sqlite_where=text("state NOT IN ('not_this_time', 'withdrawn', 'ended')"),
            postgresql_where=text("state NOT IN ('not_this_time', 'withdrawn', 'ended')"),
        ),
        Index("ix_applications_opportunity_id_state", "opportunity_id", "state"),
    )

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16), default=ApplicationState.DRAFT)
    name: Mapped[str] = mapped_column(String(MAX_NAME), default="")
    """The name they would like to be called by in this role."""
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), default="")
    phone: Mapped[str] = mapped_column(String(MAX_PHONE), default="")
    why: Mapped[str] = mapped_column(Text, default="")
    """Why this appeals, if they like to say."""
    free: Mapped[list[str]] = mapped_column(JSON, default=list)
    """When they are free: "0-morning" is Monday morning."""
    needs: Mapped[str] = mapped_column(Text, default="")
    """Anything that would help them to do it."""
    is_old_enough: Mapped[bool] = mapped_column(default=False)
    agreement_read_at: Mapped[Moment | None]
    started_at: Mapped[Moment] = mapped_column(default=utcnow)
    sent_at: Mapped[Moment | None]
    moved_at: Mapped[Moment] = mapped_column(default=utcnow)
    """Since when it stands where it stands."""

    opportunity: Mapped[Opportunity] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    @property
    def is_active(self) -> bool:
        return self.state == ApplicationState.ACTIVE
