"""Whether somebody may take a shift, said of rows that are loaded: a page of many asks it too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.opportunities.models import Application
from app.rota.models import Shift, ShiftSignup
from app.shared.database import utcnow
from app.shared.formatting import day_and_time
from app.shared.waking import day_before

REST = timedelta(hours=11)
"""Between two shifts: engelsystem#746."""
WEEK = timedelta(days=7)


class Reason(StrEnum):
    OFF = "off"
    BEGUN = "begun"
    NO_ROLE = "no_role"
    ON_A_BREAK = "on_a_break"
    CHECK = "check"
    OVERLAP = "overlap"
    REST = "rest"
    HOURS = "hours"


OVERRIDABLE = (Reason.REST, Reason.HOURS)
"""What a coordinator may put aside with a note. Nobody can be in two places."""
_FOR_TEAM = {
    Reason.OFF: "This shift is off.",
    Reason.BEGUN: "This shift has begun.",
    Reason.NO_ROLE: "They do not have this role.",
    Reason.ON_A_BREAK: "They are having a break from this role.",
    Reason.CHECK: "Something this role needs has run out, or is not done yet.",
    Reason.OVERLAP: "They have another shift at that time.",
    Reason.REST: "They would have less than 11 hours between two shifts.",
    Reason.HOURS: "It would be more hours in seven days than this role allows.",
}
NOT_FREE = "They are not free then. Ask them, if you know it has changed."
"""What a group hears of whoever said so, and of whoever has a shift with another group: that they
help elsewhere is theirs to tell."""


@dataclass(frozen=True)
class Refusal:
    """Why not, in words for the person themselves; and for the group, which learns no more than it
    needs of what they do elsewhere."""

    reason: Reason
    words: str
    is_elsewhere: bool = False
    """A shift with another group stands in the way."""

    @property
    def for_team(self) -> str:
        return NOT_FREE if self.is_elsewhere else _FOR_TEAM[self.reason]

    @property
    def may_be_overridden(self) -> bool:
        return self.reason in OVERRIDABLE and not self.is_elsewhere


NOT_READY = Refusal(
    Reason.CHECK, "Something that this role needs has run out. Ask the person who supports you."
)


def why_not(
    shift: Shift,
    application: Application | None,
    own: Iterable[Shift],
    *,
    is_ready: bool = True,
    is_taster: bool = False,
) -> Refusal | None:
    """Why somebody with this `application`, who has the shifts `own` already, may not take `shift`.

    `is_ready` says that they hold whatever the role needs. Whether there is a place is another
    question.
    """
    if refusal := _is_closed(shift):
        return refusal
    if not is_taster and (refusal := _has_not_the_role(application, is_ready)):
        return refusal
    return clash(shift, own)


def clash(shift: Shift, own: Iterable[Shift]) -> Refusal | None:
    """What of their own shifts stands in the way of one more."""
    others = [each for each in own if each.id != shift.id]
    if doubled := [each for each in others if overlaps(each, shift)]:
        return Refusal(
            Reason.OVERLAP,
            f"You already have a shift then: {day_and_time(doubled[0].local_start)}.",
            _is_elsewhere(shift, doubled),
        )
    if near := [each for each in others if _gap(each, shift) < REST]:
        return Refusal(
            Reason.REST,
            "That leaves less than 11 hours of rest before or after your shift on "
            f"{day_and_time(near[0].local_start)}.",
            _is_elsewhere(shift, near),
        )
    most = shift.opportunity.most_hours_a_week
    week = [each for each in others if abs(each.starts_at - shift.starts_at) < WEEK]
    if _most_in_a_week(shift, week) > timedelta(hours=most):
        return Refusal(
            Reason.HOURS,
            f"That would be more than {most} hours in seven days, the most for this role. "
            "Thank you for wanting to.",
            _is_elsewhere(shift, week),
        )
    return None


def may_see_company(signup: ShiftSignup) -> bool:
    """Whether they may know the first names of who will be there with them. Anybody may come to try
    a role, so somebody who only tries it learns them the day before, not weeks ahead."""
    shift = signup.shift
    is_near = utcnow() >= day_before(shift.starts_at, shift.zone)
    return signup.is_coming and (is_near or not signup.is_taster)


def overlaps(one: Shift, other: Shift) -> bool:
    """Whether nobody could be at both."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _is_closed(shift: Shift) -> Refusal | None:
    if shift.is_cancelled:
        return Refusal(Reason.OFF, "This one is off.")
    if shift.has_started:
        return Refusal(Reason.BEGUN, "This one has begun.")
    return None


def _has_not_the_role(application: Application | None, is_ready: bool) -> Refusal | None:
    if application is None:
        return Refusal(Reason.NO_ROLE, "This is for people who have the role. You can ask for it.")
    if not application.is_active:
        words = "You are having a break from this. Come back first, whenever you like."
        return Refusal(Reason.ON_A_BREAK, words)
    return None if is_ready else NOT_READY


def _gap(one: Shift, other: Shift) -> timedelta:
    return max(one.starts_at - other.ends_at, other.starts_at - one.ends_at)


def _is_elsewhere(shift: Shift, in_the_way: Sequence[Shift]) -> bool:
    group_id = shift.opportunity.organisation_id
    return any(each.opportunity.organisation_id != group_id for each in in_the_way)


def _most_in_a_week(shift: Shift, near: Sequence[Shift]) -> timedelta:
    """The most hours in any seven days that hold `shift`, counted by when shifts begin."""
    every = [*near, shift]
    return max(
        sum(
            (
                each.ends_at - each.starts_at
                for each in every
                if first.starts_at <= each.starts_at < first.starts_at + WEEK
            ),
            timedelta(),
        )
        for first in every
        if first.starts_at <= shift.starts_at < first.starts_at + WEEK
    )
