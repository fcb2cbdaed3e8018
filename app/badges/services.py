"""Working towards a badge, and writing down what one learnt on the way."""

from sqlalchemy import update

from app.badges import queries
from app.badges.models import Badge, BadgeAward, Reflection
from app.organisations import queries as organisations
from app.organisations.models import Organisation, Position
from app.people.models import Person
from app.shared.database import db
from app.shared.errors import RuleBroken

NOT_IN_THAT_TEAM = "Choose a group whose team you are in."


def start(person: Person, badge: Badge) -> BadgeAward:
    """Begin to work towards `badge`. Twice is once."""
    _hold(person)
    award = queries.award_of(person, badge)
    if award is None:
        version = queries.version_of(badge)
        award = BadgeAward(person=person, badge=badge, version=version)
        db.session.add(award)
        db.session.flush()
    return award


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


def _hold(person: Person) -> None:
    """Two taps at once wait for each other, so that both find the one row."""
    db.session.execute(
        update(Person)
        .where(Person.id == person.id)
        .values(created_at=Person.created_at)
        .execution_options(synchronize_session=False)
    )
