"""Badges: names for skills that people have shown."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model


class Badge(Model):
    """A recognition of a skill. `neutral_name` is how it reads to an employer."""

    __tablename__ = "badges"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    neutral_name: Mapped[str] = mapped_column(String(120))
