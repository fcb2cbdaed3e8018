"""People, the codes they sign in with, and the browsers they are signed in on."""

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Model, Moment, utcnow

MAX_NAME = 80
MAX_EMAIL = 254
MAX_BROWSER = 60


class Person(UserMixin, Model):
    """Someone we know by a name they chose. They may have no email and no way to sign in.

    Whoever signs in for the first time has no name until they say one.
    """

    __tablename__ = "people"

    name: Mapped[str] = mapped_column(String(MAX_NAME))
    email: Mapped[str | None] = mapped_column(String(MAX_EMAIL), unique=True)
    wants_full_words: Mapped[bool] = mapped_column(default=False)
    wants_reminders: Mapped[bool] = mapped_column(default=True)
    wants_thanks: Mapped[bool] = mapped_column(default=True)
    """A mail the day after, that asks how it was."""
    wants_digest: Mapped[bool] = mapped_column(default=True)
    """As an organiser: what changed in the bookings, once a day."""
    wants_suggestions: Mapped[bool] = mapped_column(default=True)
    """A way to help is mentioned to them now and then."""
    created_at: Mapped[Moment] = mapped_column(default=utcnow)

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def first_name_and_initial(self) -> str:
        """How organisers see someone: never a whole surname."""
        first, *rest = self.name.split() or ["Someone"]
        return f"{first} {rest[-1][0]}" if rest else first


class SignInCode(Model):
    """A code that was asked for. The row knows neither the address nor the code.

    Both are kept as hashes made with the site's secret, the code's blanked once it is over. The
    browser that asked holds a random key, and this row only the hash of it.
    """

    __tablename__ = "sign_in_codes"
    __table_args__ = (Index("ix_sign_in_codes_address_hash_asked_at", "address_hash", "asked_at"),)

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    address_hash: Mapped[str] = mapped_column(String(64))
    code_hash: Mapped[str] = mapped_column(String(64))
    is_mailed: Mapped[bool]
    tries: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[Moment] = mapped_column(default=utcnow)
    used_at: Mapped[Moment | None]

    @property
    def about(self) -> str:
        """How the outbox finds the mail with this code again."""
        return f"sign-in-code:{self.id}"


class SignIn(Model):
    """One browser that is signed in. The cookie holds a random token, this row only its hash.

    `browser` is a few coarse words such as "Firefox on Android".
    """

    __tablename__ = "sign_ins"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_kept: Mapped[bool] = mapped_column(default=False)
    browser: Mapped[str] = mapped_column(String(MAX_BROWSER), default="")
    started_at: Mapped[Moment] = mapped_column(default=utcnow)
    ends_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
