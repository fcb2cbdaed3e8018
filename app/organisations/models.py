"""Groups, and people's places in their teams."""

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.people.models import MAX_EMAIL, Person
from app.places.models import Place
from app.shared.database import Model, Moment, utcnow

MAX_NAME = 120
MAX_SUMMARY = 200
MAX_TEXT = 5_000
MAX_ADDRESS = 200
MAX_WORDS = 80
"""How much someone may say of themselves on a group's page."""


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


GONE = (OrganisationState.DECLINED, OrganisationState.LEFT)
"""Nothing of theirs goes on."""


class Organisation(Model):
    """A group. `neutral_name` is how it is called where nothing may be given away."""

    __tablename__ = "organisations"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    neutral_name: Mapped[str] = mapped_column(String(MAX_NAME))
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    legal_form: Mapped[str] = mapped_column(String(120), default="")
    founded_year: Mapped[int | None]
    base_place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    areas: Mapped[list[str]] = mapped_column(JSON, default=list)
    summary: Mapped[str] = mapped_column(Text, default="")
    about: Mapped[str] = mapped_column(Text, default="")
    who_leads: Mapped[str] = mapped_column(Text, default="")
    projects: Mapped[str] = mapped_column(Text, default="")
    offers: Mapped[list[str]] = mapped_column(JSON, default=list)
    pledge: Mapped[list[str]] = mapped_column(JSON, default=list)
    checks_done: Mapped[list[str]] = mapped_column(JSON, default=list)
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), default="")
    website: Mapped[str] = mapped_column(String(MAX_ADDRESS), default="")
    verified_at: Mapped[Moment | None]

    base_place: Mapped[Place | None] = relationship(lazy="raise_on_sql")

    @property
    def is_public(self) -> bool:
        return self.state == OrganisationState.VERIFIED

    @property
    def was_checked(self) -> bool:
        """What it said counts outside: it is checked, or was when it went quiet."""
        return self.is_public or self.verified_at is not None

    @property
    def is_network(self) -> bool:
        return self.kind == OrganisationKind.NETWORK


class Position(StrEnum):
    """What a person is in a group, the least first. Who takes part may do no more than anyone: the
    position is there so that they can be shown on the group's page, if they like."""

    PARTICIPANT = "participant"
    VOLUNTEER = "volunteer"
    SCREENER = "screener"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    ORGANISER = "organiser"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return _POSITIONS[self][0]

    @property
    def meaning(self) -> str:
        """What comes with it, in a sentence."""
        return _POSITIONS[self][1]


_POSITIONS = {
    Position.PARTICIPANT: ("Takes part", "Sees and changes nothing of the team’s."),
    Position.VOLUNTEER: ("Volunteer", "Helps out. Does not see who booked."),
    Position.SCREENER: ("Screener", "Talks to people who would like to volunteer."),
    Position.SAFEGUARDING_LEAD: ("Safeguarding lead", "Is told when somebody may not be safe."),
    Position.ORGANISER: ("Organiser", "Changes dates, sees who booked, runs the door."),
    Position.ADMIN: ("Admin", "All that an organiser does, and who is in the team."),
}

ORGANISING = (Position.ORGANISER, Position.ADMIN)
"""Who may change what a group has on, and see who booked."""

ANSWERING = (*ORGANISING, Position.SCREENER, Position.SAFEGUARDING_LEAD)
"""Who answers for others in a team, and so may say what they saw of somebody's work."""


class Membership(Model):
    """One position of a person in a group's team. Shown in public only if they said so.

    `title` is a few words of their own. It and `is_shown` are the same in all rows of one person in
    one group.
    """

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("organisation_id", "person_id", "position"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    position: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(MAX_WORDS), default="")
    is_shown: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")


class Invitation(Model):
    """An address that was asked to join a team. `key` is in the mail that asked.

    Only who is signed in with that very address may say yes, so the key alone opens nothing.
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("organisation_id", "email"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(MAX_EMAIL), index=True)
    position: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(24), unique=True)
    asked_at: Mapped[Moment] = mapped_column(default=utcnow)
    ends_at: Mapped[Moment]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    @property
    def asked_to_be(self) -> Position:
        return Position(self.position)

    @property
    def about(self) -> str:
        """How the outbox finds its mail again."""
        return f"invitation:{self.id}"
