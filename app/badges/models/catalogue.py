"""The badges there are: what each is for, and what it takes. Names for skills, in two wordings."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.badges.models.kinds import Area, EverydaySkill, Layer, Measure
from app.organisations.models import Organisation
from app.shared.codes import new_key
from app.shared.database import Model, Moment, utcnow
from app.shared.formatting import plural

MAX_NAME = 120
MAX_DESCRIPTION = 600
MAX_CRITERION = 200
MAX_TRAINING = 200


class Wording:
    """What a badge says, as it is offered today or as it was when somebody earned it.

    The neutral wording is for outside: nothing in it may tell that anybody is in recovery.
    """

    name: Mapped[str] = mapped_column(String(MAX_NAME))
    neutral_name: Mapped[str] = mapped_column(String(MAX_NAME))
    description: Mapped[str] = mapped_column(Text, default="")
    neutral_description: Mapped[str] = mapped_column(Text, default="")
    layer: Mapped[str] = mapped_column(String(20), default=Layer.JOINED_IN)
    area: Mapped[str] = mapped_column(String(12), default=Area.PEOPLE)
    icon: Mapped[str] = mapped_column(String(20), default="sun")
    everyday_skills: Mapped[list[str]] = mapped_column(JSON, default=list)
    endorsements_needed: Mapped[int] = mapped_column(default=1)
    """How many people vouch for it, each with a word of their own or by awarding it."""
    expires_after_months: Mapped[int | None]
    alignment: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    """Frameworks of others that it matches, if somebody added any: a name and a url each."""

    @property
    def layer_label(self) -> str:
        return Layer(self.layer).label

    @property
    def layer_bars(self) -> int:
        return Layer(self.layer).bars

    @property
    def look(self) -> str:
        return Area(self.area).look

    @property
    def lasts(self) -> str:
        """How long, in words; empty where it does not run out."""
        years, months = divmod(self.expires_after_months or 0, 12)
        words = [plural(years, "year")] if years else []
        return " and ".join(words + ([plural(months, "month")] if months else []))

    @property
    def skill_labels(self) -> list[str]:
        return [EverydaySkill(each).label for each in self.everyday_skills]


class Badge(Wording, Model):
    """A recognition of a skill, as it is offered today, in the words of its latest version."""

    __tablename__ = "badges"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisations.id", ondelete="SET NULL"), index=True
    )
    """Whose badge it is; None for the network's, which every group may award."""
    number: Mapped[int] = mapped_column(default=1)
    """Of the latest version."""
    retired_at: Mapped[Moment | None]
    """Nobody can start any more; who has it or works towards it keeps it."""

    organisation: Mapped[Organisation | None] = relationship(lazy="raise_on_sql")
    current: Mapped["BadgeVersion"] = relationship(
        primaryjoin="and_(Badge.id == foreign(BadgeVersion.badge_id),"
        " Badge.number == foreign(BadgeVersion.number))",
        viewonly=True,
        lazy="raise_on_sql",
    )


class BadgeVersion(Wording, Model):
    """A badge as it was worded once. Never changed: an award keeps the one it was earned under."""

    __tablename__ = "badge_versions"
    __table_args__ = (UniqueConstraint("badge_id", "number"),)

    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(default=1)
    public_id: Mapped[str] = mapped_column(String(24), unique=True, default=new_key)
    """Stands in addresses that leave the site, where its slug would say too much."""
    published_at: Mapped[Moment] = mapped_column(default=utcnow)

    badge: Mapped[Badge] = relationship(lazy="raise_on_sql")
    criteria: Mapped[list["Criterion"]] = relationship(
        lazy="raise_on_sql", order_by="Criterion.position", cascade="all, delete-orphan"
    )


class Criterion(Model):
    """One step of what a badge takes."""

    __tablename__ = "criteria"
    __table_args__ = (
        UniqueConstraint("version_id", "position"),
        CheckConstraint("(measure = 'badge') = (needs_id IS NOT NULL)", name="names_the_badge"),
        CheckConstraint("training = '' OR measure = 'training'", name="names_training"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("badge_versions.id", ondelete="CASCADE"))
    position: Mapped[int]
    """Its place in the list, from 1."""
    words: Mapped[str] = mapped_column(String(MAX_CRITERION))
    neutral_words: Mapped[str] = mapped_column(String(MAX_CRITERION), default="")
    """Empty where the words themselves give nothing away."""
    measure: Mapped[str] = mapped_column(String(10), default=Measure.WORD)
    amount: Mapped[int] = mapped_column(default=1)
    """How much of it, in what the measure counts."""
    needs_id: Mapped[int | None] = mapped_column(
        ForeignKey("badges.id", ondelete="CASCADE"), index=True
    )

    training: Mapped[str] = mapped_column(String(MAX_TRAINING), default="")
    """Which training, as roles of the group call it; empty where all of one role has to be done."""

    needs: Mapped[Badge | None] = relationship(lazy="raise_on_sql")

    @property
    def told_by(self) -> str:
        """Who says that it is done."""
        if self.training:
            return f"Ticks itself once “{self.training}” is marked as done."
        return Measure(self.measure).told_by

    @property
    def is_counted(self) -> bool:
        """The system ticks it: nobody is asked."""
        return self.measure != Measure.WORD

    @property
    def said_neutrally(self) -> str:
        return self.neutral_words or self.words
