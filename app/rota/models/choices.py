"""What somebody chose about shifts, once for all of them."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model


class Cover(StrEnum):
    """Whether somebody may be asked to stand in. Mail only where they said so."""

    MAIL = "mail"
    PAGE = "page"
    NEVER = "never"

    @property
    def label(self) -> str:
        return {
            "mail": "Ask me, and write to me",
            "page": "Ask me here, without mail",
            "never": "Please do not ask me for cover",
        }[self.value]


class RotaChoice(Model):
    """Who said nothing has no row, and may be asked on their own page.

    Of the address of their calendar only a hash is kept: a new one ends the one before.
    """

    __tablename__ = "rota_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), unique=True)
    cover: Mapped[str] = mapped_column(String(8), default=Cover.PAGE)
    calendar_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
