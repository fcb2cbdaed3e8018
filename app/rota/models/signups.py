"""Who said that they will be there, who stands by, and who is asked to stand in."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.hours.models import HoursEntry
from app.people.models import Person
from app.rota.models.shifts import Shift
from app.shared.database import Model, Moment, utcnow

MAX_REASON = 300


class SignupState(StrEnum):
    """Where a sign-up stands (product rule 5.2). Which may follow which: services/moves.py."""

    SIGNED_UP = "signed_up"
    STANDBY = "standby"
    SWAP_ASKED = "swap_asked"
    PASSED_ON = "passed_on"
    CANNOT_MAKE_IT = "cannot_make_it"
    CALLED_OFF = "called_off"
    CAME = "came"
    DID_NOT_COME = "did_not_come"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    SignupState.SIGNED_UP: "Signed up",
    SignupState.STANDBY: "Standing by",
    SignupState.SWAP_ASKED: "Asks for a stand-in",
    SignupState.PASSED_ON: "Passed on",
    SignupState.CANNOT_MAKE_IT: "Cannot make it",
    SignupState.CALLED_OFF: "Called off",
    SignupState.CAME: "Was there",
    SignupState.DID_NOT_COME: "Did not come",
}

COMING = (SignupState.SIGNED_UP, SignupState.SWAP_ASKED)
"""Is expected. Whoever asks for a stand-in still has the shift until somebody takes it."""
GIVING = (*COMING, SignupState.CAME)
"""Gives, or gave, this time: what counts for rest and hours. To miss a shift counts for nothing."""
TAKING = (*GIVING, SignupState.DID_NOT_COME)
"""Has one of the places of the shift."""
LIVE = (*TAKING, SignupState.STANDBY)
_LIVE = "state IN ('signed_up', 'swap_asked', 'came', 'did_not_come', 'standby')"
_TRIED = "taster_of_id IS NOT NULL AND state IN ('signed_up', 'came')"


class ShiftSignup(Model):
    """Somebody saying that they will help at a time. One that is live for each shift and person.

    `taster_of_id` names the role that they are only trying, which they may do once: whoever did not
    come may try again.
    """

    __tablename__ = "shift_signups"
    __table_args__ = (
        Index(
            "uq_shift_signups_one_that_is_live",
            "shift_id",
            "person_id",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
        Index(
            "uq_shift_signups_one_taster",
            "taster_of_id",
            "person_id",
            unique=True,
            sqlite_where=text(_TRIED),
            postgresql_where=text(_TRIED),
        ),
        Index("ix_shift_signups_shift_id_state", "shift_id", "state"),
        Index("ix_shift_signups_person_id_state", "person_id", "state"),
    )

    shift_id: Mapped[int] = mapped_column(ForeignKey("shifts.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(16))
    taster_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("opportunities.id", ondelete="CASCADE")
    )
    joined_at: Mapped[Moment] = mapped_column(default=utcnow)
    moved_at: Mapped[Moment] = mapped_column(default=utcnow)
    """Since when it stands where it stands."""
    seeks_cover: Mapped[bool] = mapped_column(default=False)
    """Others are being asked to stand in."""
    reminded_at: Mapped[Moment | None]
    override_note: Mapped[str] = mapped_column(String(MAX_REASON), default="")
    """Why a coordinator put them in although a rule of rest says no."""
    overridden_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    before_off: Mapped[str] = mapped_column(String(16), default="")
    """Where it stood when the shift was called off."""
    hours_entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("hours_entries.id", ondelete="SET NULL"), index=True
    )
    """The hours that came of it, so that they are counted once and can be taken back."""

    shift: Mapped[Shift] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])
    hours_entry: Mapped[HoursEntry | None] = relationship(lazy="raise_on_sql")

    @property
    def is_taster(self) -> bool:
        return self.taster_of_id is not None

    @property
    def is_coming(self) -> bool:
        return self.state in COMING

    @property
    def about(self) -> str:
        """How the outbox finds its mail again."""
        return f"signup:{self.id}"


class CoverAsk(Model):
    """Somebody is asked to stand in for a sign-up. A no ends it for them."""

    __tablename__ = "cover_asks"
    __table_args__ = (UniqueConstraint("signup_id", "person_id"),)

    signup_id: Mapped[int] = mapped_column(ForeignKey("shift_signups.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[Moment] = mapped_column(default=utcnow)
    answer: Mapped[str] = mapped_column(String(3), default="")
    """yes, no, or nothing yet."""

    signup: Mapped[ShiftSignup] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
