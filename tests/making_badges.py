"""Badges and people's ways to them, ready-made: say only what the test is about."""

from sqlalchemy import select

from app.badges.models import (
    Badge,
    BadgeAward,
    BadgeVersion,
    Criterion,
    EvidenceItem,
    Reflection,
    Wording,
)
from app.shared.codes import new_key
from app.shared.database import db
from tests.factories import make_person, number, save


def make_badge(criteria=("Help out once",), **says):
    """A badge with its first version. A criterion is its words, or a dict of what it says."""
    n = next(number)
    defaults = {"slug": f"badge-{n}", "name": f"Badge {n}", "neutral_name": f"Skill {n}"}
    badge = save(Badge(**defaults | says))
    words = {name: getattr(badge, name) for name in Wording.__annotations__}
    rows = [each if isinstance(each, dict) else {"words": each} for each in criteria]
    steps = [Criterion(position=at, **row) for at, row in enumerate(rows, 1)]
    save(BadgeVersion(badge_id=badge.id, criteria=steps, **words))
    return badge


def make_award(person=None, badge=None, **says):
    """Somebody's way to a badge, by its version of today."""
    badge = badge or make_badge()
    version = db.session.scalar(
        select(BadgeVersion).filter_by(badge_id=badge.id, number=badge.number)
    )
    return save(BadgeAward(person=person or make_person(), badge=badge, version=version, **says))


def make_reflection(person=None, shown_to=None, **says):
    """A note on the way to a badge; `shown_to` a group, or theirs alone."""
    defaults = {"words": "I listened.", "form_key": new_key()}
    return save(Reflection(award=make_award(person), shown_to=shown_to, **defaults | says))


def make_evidence(award=None, **says):
    """A few words of the person for the first step of their way to a badge."""
    award = award or make_award()
    step = db.session.scalar(select(Criterion).filter_by(version_id=award.version_id))
    said = {"kind": "note", "words": "I did it.", "by_id": award.person_id, "form_key": new_key()}
    return save(EvidenceItem(award=award, criterion=step, **said | says))
