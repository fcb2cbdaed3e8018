"""What counts towards a badge by itself. Rooms above tell what they counted.

A tick that is there stays: where the count falls below it later, whoever awards is asked to look.
"""

from collections.abc import Collection, Mapping

from app.badges import emails, queries
from app.badges.models import BadgeAward, Criterion, Figures, Measure, Tick
from app.badges.services.moves import hold
from app.shared.database import db, utcnow

HOURS_CHANGED = "Hours were corrected later. You may look at this again."
DATES_CHANGED = "A date that counted was taken back later. You may look at this again."
TRAINING_CHANGED = "Training was marked as not done later. You may look at this again."
BADGE_CHANGED = "A badge that this one needs is not held any more. You may look at this again."
_WHY = {
    Measure.HOURS: HOURS_CHANGED,
    Measure.SHIFTS: HOURS_CHANGED,
    Measure.SESSIONS: DATES_CHANGED,
    Measure.TRAINING: TRAINING_CHANGED,
    Measure.BADGE: BADGE_CHANGED,
}


def counted(person_id: int, figures: Mapping[int, Figures]) -> None:
    """Take in what was counted of somebody, by the badge it leads to. Counted afresh each time.

    Hold the person before counting, and nobody counts something else meanwhile.
    """
    if figures:
        for award in queries.live_awards(person_id, figures):
            count(award, figures[award.badge_id])


def came(person_id: int, badge_ids: Collection[int], day: str) -> None:
    """Somebody was at this date (any text that names it), which leads to these badges."""
    hold(person_id)
    for award in queries.live_awards(person_id, badge_ids):
        count(award, Figures(dates=frozenset([day])))


def did_not_come(person_id: int, badge_ids: Collection[int], day: str) -> None:
    """The mark that they were at this date was a mistake."""
    hold(person_id)
    for award in queries.live_awards(person_id, badge_ids):
        for criterion in award.version.criteria:
            tick = _tick_of(award, criterion)
            if criterion.measure == Measure.SESSIONS and tick and day in tick.days:
                tick.days = [each for each in tick.days if each != day]
                _set(award, criterion, len(tick.days))
    db.session.flush()


def count(award: BadgeAward, figures: Figures) -> None:
    """Take in what was counted towards one award, whose ticks and criteria are loaded."""
    for criterion in award.version.criteria:
        if criterion.measure == Measure.SESSIONS:
            _add_dates(award, criterion, figures.dates)
        elif (amount := figures.of(criterion)) is not None:
            _set(award, criterion, amount)
    db.session.flush()


def tick_what_is_held(award: BadgeAward) -> None:
    """Tick the steps that are other badges which the person holds already."""
    needed = {each.needs_id for each in award.version.criteria if each.needs_id}
    held = queries.held_among(award.person_id, needed)
    _tick_badges(award, held)


def holds_now(person_id: int, badge_id: int) -> None:
    """Tick the steps that ask for this badge, on all ways of who has earned it."""
    for award in queries.awards_that_need(person_id, badge_id):
        _tick_badges(award, {badge_id})


def holds_no_more(person_id: int, badge_id: int) -> None:
    """Ask to look again where this badge was needed; it stays ticked."""
    for award in queries.awards_that_need(person_id, badge_id):
        for criterion in award.version.criteria:
            if criterion.needs_id == badge_id:
                _set(award, criterion, 0)
    db.session.flush()


def tick_of(award: BadgeAward, criterion: Criterion) -> Tick:
    """How far this award is with this criterion: made if there is nothing yet."""
    tick = _tick_of(award, criterion)
    if tick is None:
        tick = Tick(award_id=award.id, criterion_id=criterion.id, amount=0, days=[])
        award.ticks.append(tick)
    return tick


def _tick_badges(award: BadgeAward, held: Collection[int]) -> None:
    for criterion in award.version.criteria:
        if criterion.needs_id in held:
            _set(award, criterion, 1)
    db.session.flush()


def _add_dates(award: BadgeAward, criterion: Criterion, dates: Collection[str]) -> None:
    known = _tick_of(award, criterion)
    days = sorted({*dates, *(known.days if known else ())})
    if days:
        tick_of(award, criterion).days = days
        _set(award, criterion, len(days))


def _set(award: BadgeAward, criterion: Criterion, amount: int) -> None:
    if amount == 0 and _tick_of(award, criterion) is None:
        return
    tick = tick_of(award, criterion)
    before, tick.amount = tick.amount, amount
    if amount >= criterion.amount and tick.done_at is None:
        tick.done_at = utcnow()
    elif tick.done_at and tick.by_id is None and amount < criterion.amount <= before:
        _flag(award, _WHY[Measure(criterion.measure)])


def _flag(award: BadgeAward, why: str) -> None:
    """Say in the award itself that something changed, and tell whoever may have to look."""
    is_new, award.look_again = not award.look_again, why
    if is_new and award.organisation_id:
        emails.look_again(award)


def _tick_of(award: BadgeAward, criterion: Criterion) -> Tick | None:
    return next((tick for tick in award.ticks if tick.criterion_id == criterion.id), None)
