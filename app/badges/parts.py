"""How far somebody is with a badge, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.badges.models import (
    BadgeAward,
    BadgeVersion,
    Criterion,
    Endorsement,
    EvidenceItem,
    Measure,
    Tick,
)
from app.shared.formatting import hours
from app.shared.waking import own_zone


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a badge, with how far somebody is."""

    criterion: Criterion
    tick: Tick | None
    evidence: Sequence[EvidenceItem]

    @property
    def is_done(self) -> bool:
        return self.tick is not None and self.tick.is_done

    @property
    def done_on(self) -> date | None:
        done_at = self.tick.done_at if self.tick else None
        return done_at.astimezone(own_zone()).date() if done_at else None

    @property
    def is_seen(self) -> bool:
        """A supporter said so; the rest was counted."""
        return self.is_done and self.tick is not None and self.tick.by_id is not None

    @property
    def so_far(self) -> str:
        """Where it stands while it is not done, in words."""
        if self.criterion.training:
            return self.criterion.told_by
        amount = self.tick.amount if self.tick else 0
        needed = self.criterion.amount
        return {
            Measure.WORD: "A supporter says so.",
            Measure.HOURS: f"So far: {hours(amount) if amount else 'none'} of {hours(needed)}.",
            Measure.SHIFTS: f"So far: {amount} of {needed}.",
            Measure.SESSIONS: f"So far: {amount} of {needed}.",
            Measure.TRAINING: "Ticks itself when your training is marked as done.",
            Measure.BADGE: "Ticks itself when that badge is yours.",
        }[Measure(self.criterion.measure)]


@dataclass(frozen=True, slots=True)
class Way:
    """All steps of a badge, and how many are done."""

    steps: Sequence[Step]

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def words(self) -> str:
        return f"{self.done} of {self.total} done"

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if not step.is_done]


def way(version: BadgeVersion, award: BadgeAward | None, evidence: bool = True) -> Way:
    """How far somebody is, by the wording that they began with. The award brings its ticks, and
    where `evidence` is asked for that too."""
    ticks = {tick.criterion_id: tick for tick in award.ticks} if award else {}
    items = award.evidence if award and evidence else ()
    return Way(
        [
            Step(each, ticks.get(each.id), [i for i in items if i.criterion_id == each.id])
            for each in version.criteria
        ]
    )


def way_for_group(award: BadgeAward) -> tuple[Way, list[EvidenceItem]]:
    """The same for the group, and what is about no step of its own. Nothing is shown unless the
    person asked: what is there before that is theirs, or was written down in another group."""
    items = award.evidence if award.asked_at else []
    whole = way(award.version, award, evidence=False)
    steps = [
        Step(each.criterion, each.tick, [i for i in items if i.criterion_id == each.criterion.id])
        for each in whole.steps
    ]
    return Way(steps), [each for each in items if each.criterion_id is None]


def vouching(award: BadgeAward) -> list[Endorsement]:
    """The words that the group may read: of whoever gave it, and all where the person asked."""
    return [each for each in award.endorsements if each.words and award.shows_what(each.by_id)]
