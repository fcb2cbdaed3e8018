"""Bringing in a badge from elsewhere: read it, check it with what is at hand, and keep it.

Nothing is fetched, whatever the file says, and nothing of ours follows from it by itself.
"""

from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.exc import NoResultFound

from app.credentials import queries
from app.credentials.models import ForeignBadge
from app.credentials.services.checking import verdict_on
from app.people.models import Person
from app.shared.codes import hashed
from app.shared.database import db, utcnow
from app.shared.errors import RuleBroken
from app.shared.holding import hold, hold_all
from app.shared.open_badges.baking import NoBadge, unbake
from app.shared.open_badges.reading import parsed
from app.shared.open_badges.telling import Told, told
from app.shared.open_badges.verifying import Outcome, Verdict
from app.shared.waking import own_zone

MOST_BYTES = 1024 * 1024
"""Of a file. A picture with a badge in it has some 100 KB."""
MOST_HELD = 50
TOO_LARGE = "Keep it to 1 MB. A badge as it was given to you is smaller."
TOO_MANY = f"You have {MOST_HELD} badges from elsewhere here. Remove one first."
WITHDRAWN = "Whoever gave this badge has withdrawn it, so we cannot add it."
KEPT = {
    *(Outcome.GOOD, Outcome.UNTAMPERED, Outcome.UNKNOWN_KEY),
    *(Outcome.ENDED, Outcome.NOT_YET, Outcome.WITHDRAWN),
}
"""What is shown for what it is. Anything else was made up or cannot be read, and is not kept."""


def bring_in(person: Person, file: bytes) -> ForeignBadge:
    """Keep the badge that is in `file` for this person. The same badge twice is one.

    Refuses, saying why: what is no badge, what was changed, and what is not of whom it names.
    """
    if len(file) > MOST_BYTES:
        raise RuleBroken(TOO_LARGE)
    try:
        text = unbake(file)
    except NoBadge as why:
        raise RuleBroken(str(why)) from None
    verdict = verdict_on(text, utcnow())
    if verdict.outcome not in KEPT:
        raise RuleBroken(verdict.words)
    hold(person)  # so that the same file twice at once is one badge
    badge = _row_of(person, told(verdict.document or parsed(text)), verdict)
    badge.document = text
    _note(badge, verdict)
    return badge


def look_again(badge: ForeignBadge) -> None:
    """Check what was kept once more, before anybody is shown it. Refuses what does not hold any
    more; `badge` is one of queries.own_brought, with its document."""
    hold_all(Person, [badge.person_id])
    try:
        hold(badge)
    except NoResultFound:
        raise RuleBroken("You removed this badge.") from None
    verdict = verdict_on(badge.document, utcnow())
    if verdict.outcome not in KEPT - {Outcome.WITHDRAWN}:
        raise RuleBroken(verdict.words)
    _note(badge, verdict)


def remove(badge: ForeignBadge) -> None:
    """Keep nothing of it any longer. Twice is once."""
    hold_all(Person, [badge.person_id])
    db.session.execute(delete(ForeignBadge).where(ForeignBadge.id == badge.id))


def _row_of(person: Person, says: Told, verdict: Verdict) -> ForeignBadge:
    """The row of this badge, with what it says."""
    digest = hashed(says.id)
    badge = queries.brought_before(person, digest)
    if badge is None:
        if verdict.outcome == Outcome.WITHDRAWN:
            raise RuleBroken(WITHDRAWN)
        if queries.how_many_brought(person) >= MOST_HELD:
            raise RuleBroken(TOO_MANY)
        badge = ForeignBadge(person_id=person.id, digest=digest)
        db.session.add(badge)
    badge.name = says.name or "A badge"
    badge.issuer_name, badge.issuer_id = says.issuer_name, says.issuer_id
    badge.earned_on = _day(says.valid_from)
    badge.ends_on = _day(says.valid_until) if says.valid_until else None
    return badge


def _note(badge: ForeignBadge, verdict: Verdict) -> None:
    badge.outcome, badge.is_signer_known = verdict.outcome, verdict.is_signer_known
    badge.checked_at = utcnow()
    db.session.flush()


def _day(moment: datetime) -> date:
    try:
        return moment.astimezone(own_zone()).date()
    except OverflowError:  # the first or the last day that there is
        return moment.date()
