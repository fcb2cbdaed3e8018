"""People, and the browsers they are signed in on."""

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.shared.database import Model, Moment, utcnow


class Person(UserMixin, Model):
    """Someone we know by a name they chose. They may have no email and no way to sign in."""

    __tablename__ = "people"

    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    wants_full_words: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment] = mapped_column(default=utcnow)

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def first_name_and_initial(self) -> str:
        """How organisers see someone: never a whole surname."""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}" if rest else first


class SignIn(Model):
    """One browser that is signed in. The cookie holds a random token, this row only its hash."""

    __tablename__ = "sign_ins"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_kept: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[Moment] = mapped_column(default=utcnow)
    ends_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
