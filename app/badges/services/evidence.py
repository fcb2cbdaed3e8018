"""What shows that a step is done: added by the person, or seen by a supporter."""

from datetime import date, datetime, time

from app.badges import permissions, queries
from app.badges.models import (
    BY_SUPPORTERS,
    Badge,
    BadgeAward,
    EvidenceItem,
    EvidenceKind,
)
from app.badges.services.counting import tick_of
from app.badges.services.earning import held_award
from app.badges.services.moves import hold, hold_award
from app.credentials import services as elsewhere
from app.credentials.models import ForeignBadge
from app.people.models import Person
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.formatting import full_date
from app.shared.local_time import today_in
from app.shared.waking import own_zone

NO_SUCH_STEP = "Choose one of the steps of this badge."
NOT_ON_THE_WAY = "This badge is not being worked towards any more."
NOT_YOUR_OWN = "Somebody else of the group has to say this about you."
NOT_YET = "Choose a day that has been."


def add_evidence(
    person: Person, badge: Badge, criterion_id: int | None, words: str, link: str, form_key: str
) -> EvidenceItem:
    """Add a few words or a link for one step, or for the badge as a whole. A form that comes twice
    adds once. Only the group that is asked for the badge reads it."""
    kind = EvidenceKind.LINK if link else EvidenceKind.NOTE
    return _add(person, badge, criterion_id, form_key, kind=kind, words=words, link=link)


def show_brought(
    person: Person,
    badge: Badge,
    criterion_id: int | None,
    brought: ForeignBadge,
    words: str,
    form_key: str,
) -> EvidenceItem:
    """Show a badge from elsewhere for a step: what it says, and what we can tell of it today. It
    ticks nothing. Refuses one that was withdrawn since."""
    elsewhere.look_again(brought)
    given = filter(None, (brought.name, brought.issuer_name, full_date(brought.earned_on)))
    said = f"{', '.join(given)}. {brought.standing.words}"
    if words:  # so that nobody takes their words for ours
        said += f" They write: “{words}”"
    return _add(person, badge, criterion_id, form_key, kind=EvidenceKind.ELSEWHERE, words=said)


def drop_evidence(item: EvidenceItem) -> None:
    """Take away what one added. What a supporter wrote down stays."""
    if item.kind in BY_SUPPORTERS:
        raise RuleBroken("A supporter wrote this down, so it stays.")
    hold(item.award.person_id)
    db.session.delete(item)
    db.session.flush()


def observe(
    award: BadgeAward,
    criterion_id: int,
    kind: EvidenceKind,
    words: str,
    on: date,
    by: Person,
    form_key: str,
) -> None:
    """Tick a step because `by` saw it done, or was shown a paper, on this day. No copy is kept.

    A form that comes twice ticks once. Refuses one's own, and a day that has not come.
    """
    hold_award(award)
    _check_decides(award, by)
    if queries.evidence_with(award, form_key):
        return
    _check_step(award, criterion_id)
    if on > today_in(own_zone().key):
        raise RuleBroken(NOT_YET)
    item = EvidenceItem(
        award=award,
        criterion_id=criterion_id,
        kind=kind,
        words=words,
        by_id=by.id,
        form_key=form_key,
    )
    db.session.add(item)
    criterion = next(each for each in award.version.criteria if each.id == criterion_id)
    tick = tick_of(award, criterion)
    if tick.done_at is None:
        midday = datetime.combine(on, time(12), own_zone())
        tick.done_at, tick.by_id = min(midday, utcnow()), by.id
    db.session.flush()


def untick(award: BadgeAward, criterion_id: int, by: Person) -> None:
    """A supporter ticked the wrong step: it is open again, with what was written down for it gone.
    What was counted stays, and what was seen in another group that nobody asked to show it. Twice
    is once."""
    hold_award(award)
    _check_decides(award, by)
    for tick in award.ticks:
        if tick.criterion_id == criterion_id and _is_of_here(award, tick.by_id, by):
            tick.done_at = tick.by_id = None
    for item in queries.seen_of(award, criterion_id):
        if _is_of_here(award, item.by_id, by):
            db.session.delete(item)
    db.session.flush()


def _is_of_here(award: BadgeAward, said_by: int | None, by: Person) -> bool:
    return said_by == by.id or (said_by is not None and award.shows_what(said_by))


def _add(
    person: Person, badge: Badge, criterion_id: int | None, form_key: str, **says: str
) -> EvidenceItem:
    award = held_award(person, badge)
    if known := queries.evidence_with(award, form_key):
        return known
    if not award.is_on_the_way:
        raise RuleBroken(NOT_ON_THE_WAY)
    _check_step(award, criterion_id)
    item = EvidenceItem(
        award=award,
        criterion_id=criterion_id,
        by_id=person.id,
        form_key=form_key,
        **says,
    )
    db.session.add(item)
    db.session.flush()
    return item


def _check_decides(award: BadgeAward, by: Person) -> None:
    if not permissions.can_decide(by, award):
        raise RuleBroken(NOT_YOUR_OWN)
    if not award.is_on_the_way:
        raise RuleBroken(NOT_ON_THE_WAY)


def _check_step(award: BadgeAward, criterion_id: int | None) -> None:
    if criterion_id not in {None, *(each.id for each in award.version.criteria)}:
        raise RuleBroken(NO_SUCH_STEP)
