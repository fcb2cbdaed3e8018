"""Asking to help in a role, and where that stands."""

from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.opportunities.models.roles import Opportunity
from app.people.models import MAX_EMAIL, MAX_NAME, Person
from app.shared.database import Model, Moment, utcnow

MAX_PHONE = 24
MAX_WORDS = 2_000
MAX_REASON = 500


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

    @property
    def label(self) -> str:
        """In a word or two, for who decides."""
        return _LABELS[self]


_LABELS = {
    ApplicationState.DRAFT: "Not sent yet",
    ApplicationState.SENT: "New",
    ApplicationState.TALKING: "Talking",
    ApplicationState.RESERVE: "On the reserve list",
    ApplicationState.OFFERED: "Offered",
    ApplicationState.CHECKS: "Getting ready",
    ApplicationState.ACTIVE: "Has the role",
    ApplicationState.PAUSED: "On a break",
    ApplicationState.NOT_THIS_TIME: "Not this time",
    ApplicationState.WITHDRAWN: "Taken back",
    ApplicationState.ENDED: "Ended",
}
OPEN = (
    ApplicationState.SENT,
    ApplicationState.TALKING,
    ApplicationState.RESERVE,
    ApplicationState.OFFERED,
    ApplicationState.CHECKS,
)
"""On the way: the group has something to do, or to wait for."""
BEFORE_A_CHAT = (ApplicationState.DRAFT, ApplicationState.SENT, ApplicationState.RESERVE)
"""The group does not yet need to reach them, so it is not told how."""
OVER = (ApplicationState.NOT_THIS_TIME, ApplicationState.WITHDRAWN, ApplicationState.ENDED)
"""Nothing stands in the way of a new one."""
VOLUNTEERING = (ApplicationState.ACTIVE, ApplicationState.PAUSED)
"""They have the role."""
FROM_AN_OFFER = (ApplicationState.OFFERED, ApplicationState.CHECKS, *VOLUNTEERING)
"""They were offered it, or have it."""


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
        Index("ix_applications_state_moved_at", "state", "moved_at"),
        CheckConstraint("state <> 'not_this_time' OR reason <> ''", name="not_this_time_says_why"),
    )

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(16), default=ApplicationState.DRAFT)
    name: Mapped[str] = mapped_column(String(MAX_NAME), default="")
    """The name they gave on the form. What they are called on shifts is their own to change."""
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), default="")
    phone: Mapped[str] = mapped_column(String(MAX_PHONE), default="")
    why: Mapped[str] = mapped_column(Text, default="")
    """Why this appeals, if they like to say."""
    free: Mapped[list[str]] = mapped_column(JSON, default=list)
    """When they are free: "0-morning" is Monday morning."""
    needs: Mapped[str] = mapped_column(Text, default="")
    """Anything that would help them to do it."""
    is_old_enough: Mapped[bool] = mapped_column(default=False)
    referee_when: Mapped[str] = mapped_column(String(5), default="")
    """now, or later."""
    referee_name: Mapped[str] = mapped_column(String(MAX_NAME), default="")
    referee_email: Mapped[str] = mapped_column(String(MAX_EMAIL), default="")
    agreement_version: Mapped[str] = mapped_column(String(10), default="")
    """Which words of models/agreement.py they read."""
    agreement_read_at: Mapped[Moment | None]
    answered: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The pages of the form that they saved, those left empty on purpose among them."""
    saved_at: Mapped[Moment] = mapped_column(default=utcnow)
    """When they last wrote in the form."""
    with_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    """Who of the team looks after it. They may have left the team since: queries say with whom it
    is now."""
    reason: Mapped[str] = mapped_column(String(MAX_REASON), default="")
    """Why it is not this time, in the words that were sent."""
    nudged_at: Mapped[Moment | None]
    """When the team was asked whether it has forgotten them."""
    sorry_at: Mapped[Moment | None]
    """When they were told sorry that it takes so long. Once."""
    gave_position: Mapped[bool] = mapped_column(default=False)
    """They are in the team by this role alone, and leave it with the role."""
    started_at: Mapped[Moment] = mapped_column(default=utcnow)
    sent_at: Mapped[Moment | None]
    moved_at: Mapped[Moment] = mapped_column(default=utcnow)
    """Since when it stands where it stands."""

    opportunity: Mapped[Opportunity] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])

    @property
    def stands(self) -> ApplicationState:
        return ApplicationState(self.state)

    @property
    def is_active(self) -> bool:
        return self.state == ApplicationState.ACTIVE

    @property
    def is_draft(self) -> bool:
        return self.state == ApplicationState.DRAFT

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def shows_contact(self) -> bool:
        """Whether the team may see how to reach them: once it has said that it would like to talk.
        Somebody it turned down is nobody it need reach."""
        return self.state not in (*BEFORE_A_CHAT, *OVER)

    @property
    def first_name_and_initial(self) -> str:
        """How the team sees who asks: by the name they gave here, never with a whole surname."""
        first, *rest = self.name.split() or ["Someone"]
        return f"{first} {rest[-1][0]}" if rest else first


class ApplicationMove(Model):
    """One step in the life of an application, or of a step of getting ready: what, who and when.

    Without a person it was the worker's doing, a referee's, or theirs who has been erased.
    """

    __tablename__ = "application_moves"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    step_id: Mapped[int | None] = mapped_column(
        ForeignKey("screening_steps.id", ondelete="CASCADE"), index=True
    )
    event: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    moved_at: Mapped[Moment] = mapped_column(default=utcnow)


class ApplicationNote(Model):
    """Something that the team wrote down about an application. Whoever applied may read it."""

    __tablename__ = "application_notes"

    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the form it was written in: the same form sent twice is one note."""
    words: Mapped[str] = mapped_column(Text)
    written_at: Mapped[Moment] = mapped_column(default=utcnow)

    author: Mapped[Person | None] = relationship(lazy="raise_on_sql")
