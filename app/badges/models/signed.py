"""Which signed credential stands for which award. The credential itself knows of nobody."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.badges.models.awards import BadgeAward
from app.credentials.models import Credential
from app.shared.database import Model


class AwardCredential(Model):
    """An award as it can be shown outside, in neutral words or in full."""

    __tablename__ = "award_credentials"
    __table_args__ = (UniqueConstraint("award_id", "is_neutral"),)

    award_id: Mapped[int] = mapped_column(ForeignKey("badge_awards.id", ondelete="CASCADE"))
    credential_id: Mapped[int] = mapped_column(
        ForeignKey("credentials.id", ondelete="CASCADE"), unique=True
    )
    is_neutral: Mapped[bool] = mapped_column(default=True)

    award: Mapped[BadgeAward] = relationship(lazy="raise_on_sql")
    credential: Mapped[Credential] = relationship(lazy="raise_on_sql")
