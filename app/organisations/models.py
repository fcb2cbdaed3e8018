"""Groups, and people's places in their teams."""

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.people.models import Person
from app.places.models import Place
from app.shared.database import Model, Moment


class OrganisationKind(StrEnum):
    NETWORK = "network"
    LERO = "lero"
    PARTNER = "partner"


class OrganisationState(StrEnum):
    """Where a group is on its way in. Only `verified` groups are public."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    MORE_NEEDED = "more_needed"
    VERIFIED = "verified"
    PAUSED = "paused"
    RESTRICTED = "restricted"
    DECLINED = "declined"
    LEFT = "left"


class Organisation(Model):
    """A group. `neutral_name` is how it is called where nothing may be given away."""

    __tablename__ = "organisations"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    neutral_name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    legal_form: Mapped[str] = mapped_column(String(120), default="")
    founded_year: Mapped[int | None]
    base_place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    areas: Mapped[list[str]] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(Text, default="")
    about: Mapped[str] = mapped_column(Text, default="")
    offers: Mapped[list[str]] = mapped_column(JSON, default=list)
    pledge: Mapped[list[str]] = mapped_column(JSON, default=list)
    checks_done: Mapped[list[str]] = mapped_column(JSON, default=list)
    email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    verified_at: Mapped[Moment | None]

    base_place: Mapped[Place | None] = relationship(lazy="raise_on_sql")

    @property
    def is_public(self) -> bool:
        return self.state == OrganisationState.VERIFIED


class Position(StrEnum):
    """What a person may do for a group."""

    VOLUNTEER = "volunteer"
    ORGANISER = "organiser"
    ADMIN = "admin"
    SCREENER = "screener"
    SAFEGUARDING_LEAD = "safeguarding_lead"


ORGANISING = (Position.ORGANISER, Position.ADMIN)
"""Who may change what a group has on, and see who booked."""


class Membership(Model):
    """A person's place in a group's team. Shown in public only if they said so."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("organisation_id", "person_id", "position"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    position: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80), default="")
    is_shown: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
