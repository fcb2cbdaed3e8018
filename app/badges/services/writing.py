"""Writing a badge down, and changing it. What somebody began with, or earned, is never changed."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.badges import queries
from app.badges.models import Badge, BadgeVersion, Criterion, Measure, Step, Wording
from app.organisations.models import Organisation
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold
from app.shared.neutral import disclosing, quoted
from app.shared.slugs import slugify

NO_STEP = "Say at least one thing that it takes"
NO_BADGE = "Choose which badge"
TAKEN = {"awards", "elsewhere", "evidence", "file", "new", "notes", "share", "shown"}
"""What stands for something else where the address of a badge could."""
A_CIRCLE = "That badge needs this one first"
MANY = "Many badges are called this already. Use another name"
OVERTAKEN = "Somebody else changed this badge just now. Look at it, and save again"


class Unfit(RuleBroken):
    """The rule says no to one answer: the one in `field`."""

    def __init__(self, words: str, field: str) -> None:
        super().__init__(words)
        self.field = field


def create(
    group: Organisation, values: dict[str, Any], steps: Sequence[Step], names: Collection[str]
) -> Badge:
    """A new badge of `group`; the network's is every group's. The same said twice is one badge.
    Refuses as `revise` does."""
    hold(group)
    _check(None, values, steps, names)
    owner = None if group.is_network else group.id
    for badge in queries.named(owner, values["name"]):
        if _is_same(badge, values, steps):
            return badge
    badge = _added(values, owner)
    _publish(badge, steps)
    return badge


def revise(
    badge: Badge,
    values: dict[str, Any],
    steps: Sequence[Step],
    names: Collection[str],
    seen: int,
) -> bool:
    """The badge as it is worded from now on; whether that is a new version. Who is on the way to
    it, or has it, keeps the one they began with.

    Refuses neutral words that tell something (`names` are those of groups and events), a badge with
    no steps or that needs itself, and a change on top of one that was not `seen`: all Unfit.
    """
    hold(badge, ["number"])
    if badge.number != seen:
        raise Unfit(OVERTAKEN, "name")
    _check(badge, values, steps, names)
    if _is_same(badge, values, steps):
        return False
    for name, value in values.items():
        setattr(badge, name, value)
    badge.number += 1
    _publish(badge, steps)
    return True


def retire(badge: Badge) -> None:
    """Nobody can begin it any more; whoever has it, or is on the way, keeps it. Twice is once."""
    badge.retired_at = badge.retired_at or utcnow()
    db.session.flush()


def bring_back(badge: Badge) -> None:
    """It can be begun again."""
    badge.retired_at = None
    db.session.flush()


def _check(
    badge: Badge | None, values: dict[str, Any], steps: Sequence[Step], names: Collection[str]
) -> None:
    if not steps:
        raise Unfit(NO_STEP, "words_1")
    for field, words in _neutral(values, steps):
        if found := disclosing(words, names):
            raise Unfit(f"An employer would read {quoted(found)} here. Say it another way", field)
    for step in steps:
        if step.measure != Measure.BADGE:
            continue
        if step.needs_id is None:
            raise Unfit(NO_BADGE, f"needs_{step.number}")
        if badge and badge.id in queries.needed_for(step.needs_id):
            raise Unfit(A_CIRCLE, f"needs_{step.number}")


def _neutral(values: dict[str, Any], steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
    """What is said outside, each with the field that it is corrected in."""
    yield "neutral_name", values["neutral_name"]
    yield "neutral_description", values["neutral_description"] or values["description"]
    for step in steps:
        yield f"neutral_{step.number}", step.neutral_words or step.words
    for link in values["alignment"]:
        yield "alignment_name", f"{link['name']} {link['url']}"


def _is_same(badge: Badge, values: dict[str, Any], steps: Sequence[Step]) -> bool:
    now = [_said(each) for each in queries.version_of(badge).criteria]
    is_same = now == [_said(each) for each in steps]
    return is_same and all(getattr(badge, name) == value for name, value in values.items())


def _said(step: Step | Criterion) -> dict[str, Any]:
    """All that a step says, by the names it is kept under."""
    names = ("words", "neutral_words", "measure", "amount", "needs_id", "training")
    return {name: getattr(step, name) for name in names}


def _publish(badge: Badge, steps: Sequence[Step]) -> None:
    words = {name: getattr(badge, name) for name in Wording.__annotations__}
    criteria = [Criterion(position=n, **_said(step)) for n, step in enumerate(steps, 1)]
    db.session.add(BadgeVersion(badge_id=badge.id, number=badge.number, criteria=criteria, **words))
    db.session.flush()


def _added(values: dict[str, Any], owner: int | None) -> Badge:
    """The badge at the first address that nobody has, also if another group takes one meanwhile."""
    for slug in _slugs_for(values["neutral_name"]):
        badge = Badge(**values, slug=slug, organisation_id=owner)
        try:
            with db.session.begin_nested():
                db.session.add(badge)
        except IntegrityError:
            if not queries.is_taken(slug):
                raise
        else:
            return badge
    raise Unfit(MANY, "neutral_name")


def _slugs_for(neutral_name: str) -> Iterator[str]:
    """Addresses that nobody has yet, from the name that gives nothing away."""
    words = slugify(neutral_name, "badge")[:70]
    options = [words, *(f"{words}-{n}" for n in range(2, 1000))]
    return (slug for slug in options if slug not in TAKEN and not queries.is_taken(slug))
