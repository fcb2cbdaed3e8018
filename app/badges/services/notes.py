"""Writing down what one learnt on the way."""

from app.badges import queries
from app.badges.models import Badge, Reflection
from app.badges.services.earning import start
from app.organisations import queries as organisations
from app.organisations.models import Organisation, Position
from app.people.models import Person
from app.shared.database import db
from app.shared.errors import RuleBroken

NOT_IN_THAT_TEAM = "Choose a group whose team you are in."


def reflect(
    person: Person, badge: Badge, words: str, shown_to: Organisation | None, form_key: str
) -> None:
    """Write a note on the way to `badge`: for oneself, or for one group to read too.

    The same form sent twice is one note. Refuses with RuleBroken a group they are not with.
    """
    _check_team(person, shown_to)
    award = start(person, badge)
    if queries.written(award, form_key):
        return
    note = Reflection(award=award, words=words, shown_to=shown_to, form_key=form_key)
    db.session.add(note)
    db.session.flush()


def rewrite(note: Reflection, words: str, shown_to: Organisation | None) -> None:
    """Change what a note says, or who may read it. Refuses as `reflect` does."""
    _check_team(note.award.person, shown_to)
    note.words, note.shown_to = words, shown_to
    db.session.flush()


def drop(note: Reflection) -> None:
    """Take a note away for good."""
    db.session.delete(note)
    db.session.flush()


def _check_team(person: Person, group: Organisation | None) -> None:
    if group is not None and not organisations.holds(person, group, list(Position)):
        raise RuleBroken(NOT_IN_THAT_TEAM)
