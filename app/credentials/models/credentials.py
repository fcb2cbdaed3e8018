"""What is signed: an achievement in one wording, and that somebody has it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.credentials.models.issuers import Issuer, SigningKey, StatusList
from app.shared.database import Model, Moment, utcnow


@dataclass(frozen=True)
class Alignment:
    """Where else the same skill is described: a page on the web, or it is left out."""

    name: str
    url: str


@dataclass(frozen=True)
class Facts:
    """All that a credential is to say. Nothing is added to it later.

    Whoever asks for a neutral one hands in neutral words: no slug, no full name of a group.
    """

    is_neutral: bool
    name: str
    description: str
    criteria: tuple[str, ...]
    group_name: str
    icon: str
    layer: str
    valid_from: datetime
    valid_until: datetime | None = None
    skills: tuple[str, ...] = ()
    alignment: tuple[Alignment, ...] = ()
    evidence: tuple[str, ...] = ()
    endorsements: tuple[str, ...] = ()
    email: str | None = None
    """Only where the person wants it: then a salted hash of it is signed, and this is not kept."""


class Achievement(Model):
    """What can be earned, as one group words it. The same words are the same row."""

    __tablename__ = "achievements"
    __table_args__ = (UniqueConstraint("issuer_id", "digest"),)

    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuers.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    """Of all the words: how the row is found again."""
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))
    is_neutral: Mapped[bool]
    """Nothing in the words tells what kind of group it was."""
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text)
    criteria: Mapped[list[str]] = mapped_column(JSON)
    group_name: Mapped[str] = mapped_column(String(120))
    skills: Mapped[list[str]] = mapped_column(JSON)
    alignment: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    icon: Mapped[str] = mapped_column(String(40))
    layer: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[Moment] = mapped_column(default=utcnow)

    issuer: Mapped[Issuer] = relationship(lazy="raise_on_sql")


class CredentialState(StrEnum):
    """What somebody who checks is told. Never why."""

    VALID = "valid"
    NOT_YET = "not_yet"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Credential(Model):
    """That somebody has an achievement. Who it is stands nowhere: `subject_id` is a random name.

    Signed by the worker some time after it was issued; the signature says `issued_at`, so that it
    is the same whenever it is made.
    """

    __tablename__ = "credentials"
    __table_args__ = (
        UniqueConstraint("status_list_id", "status_index"),
        Index(
            "ix_credentials_unsigned",
            "id",
            sqlite_where=text("signed_at IS NULL"),
            postgresql_where=text("signed_at IS NULL"),
        ),
    )

    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))
    achievement_id: Mapped[int] = mapped_column(
        ForeignKey("achievements.id", ondelete="CASCADE"), index=True
    )
    status_list_id: Mapped[int] = mapped_column(ForeignKey("status_lists.id"))
    status_index: Mapped[int]
    subject_id: Mapped[str] = mapped_column(String(45), default=lambda: f"urn:uuid:{uuid4()}")
    email_hash: Mapped[str | None] = mapped_column(String(80))
    email_salt: Mapped[str | None] = mapped_column(String(24))
    evidence: Mapped[list[str]] = mapped_column(JSON)
    endorsements: Mapped[list[str]] = mapped_column(JSON)
    valid_from: Mapped[Moment]
    valid_until: Mapped[Moment | None]
    issued_at: Mapped[Moment] = mapped_column(default=utcnow)
    revoked_at: Mapped[Moment | None]
    document: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_raiseload=True)
    """The signed JSON, as it is handed out."""
    jwt: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_raiseload=True)
    key_id: Mapped[int | None] = mapped_column(ForeignKey("signing_keys.id"), index=True)
    signed_at: Mapped[Moment | None]

    achievement: Mapped[Achievement] = relationship(lazy="raise_on_sql")
    status_list: Mapped[StatusList] = relationship(lazy="raise_on_sql")
    key: Mapped[SigningKey | None] = relationship(lazy="raise_on_sql")

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    def state_at(self, now: datetime) -> CredentialState:
        """How it stands. Withdrawn wins: what was taken back does not merely end."""
        if self.revoked_at is not None:
            return CredentialState.WITHDRAWN
        if now < self.valid_from:
            return CredentialState.NOT_YET
        is_over = self.valid_until is not None and now >= self.valid_until
        return CredentialState.ENDED if is_over else CredentialState.VALID


class SpentBit(Model):
    """The bit of a credential that was forgotten: what its file says stays true, and nobody else's
    is read there."""

    __tablename__ = "spent_bits"
    __table_args__ = (UniqueConstraint("status_list_id", "status_index"),)

    status_list_id: Mapped[int] = mapped_column(ForeignKey("status_lists.id", ondelete="CASCADE"))
    status_index: Mapped[int]
    is_withdrawn: Mapped[bool]
