"""A group as one who signs, its keys, and its lists of what it has withdrawn."""

from enum import StrEnum
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.organisations.models import Organisation
from app.shared.database import Model, Moment, utcnow


class Issuer(Model):
    """A group that signs. Its address says nothing of which group it is."""

    __tablename__ = "issuers"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), unique=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))
    made_at: Mapped[Moment] = mapped_column(default=utcnow)

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class KeyKind(StrEnum):
    """What a key signs with: Data Integrity proofs, or JWTs."""

    ED25519 = "ed25519"
    RSA = "rsa"

    @property
    def label(self) -> str:
        return "Ed25519" if self == KeyKind.ED25519 else "RSA 2048"


class SigningKey(Model):
    """A pair of keys. The public one is shown for good: what it signed is checked for years.

    `private` is locked (shared/vault.py), and wiped when the key is retired. An issuer has one key
    of each kind in use.
    """

    __tablename__ = "signing_keys"
    __table_args__ = (
        CheckConstraint("retired_at IS NULL OR private IS NULL", name="retired_is_wiped"),
        Index(
            "uq_signing_keys_in_use",
            "issuer_id",
            "kind",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuers.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    public: Mapped[str] = mapped_column(Text)
    """Ed25519: multibase. RSA: a JWK."""
    private: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_raiseload=True)
    created_at: Mapped[Moment] = mapped_column(default=utcnow)
    retired_at: Mapped[Moment | None]

    issuer: Mapped[Issuer] = relationship(lazy="raise_on_sql")

    @property
    def label(self) -> str:
        return KeyKind(self.kind).label

    @property
    def is_in_use(self) -> bool:
        return self.retired_at is None


class StatusList(Model):
    """One bit for each credential, set when it is withdrawn; signed anew when it is stale."""

    __tablename__ = "status_lists"
    __table_args__ = (UniqueConstraint("issuer_id", "number"),)

    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuers.id", ondelete="CASCADE"))
    number: Mapped[int]
    document: Mapped[str | None] = mapped_column(Text)
    jwt: Mapped[str | None] = mapped_column(Text)
    """The same list, for those who check only these."""
    made_at: Mapped[Moment | None]
    is_stale: Mapped[bool] = mapped_column(default=True, index=True)

    issuer: Mapped[Issuer] = relationship(lazy="raise_on_sql")
