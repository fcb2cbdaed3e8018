"""What somebody leaves out of their record."""

from collections.abc import Collection

from app.people.models import Person
from app.shared.database import db
from app.shared.holding import hold
from app.skills import queries

SECTIONS = ("hours", "training", "words")


def choose_shown(person: Person, award_ids: Collection[int], sections: Collection[str]) -> None:
    """Show these earned badges and sections wherever the record is shown, and no others."""
    hold(person)  # two at once write one row
    for award in queries.awards_of(person):
        if award.is_earned:
            award.is_hidden = award.id not in award_ids
    choice = queries.choice_of(person)
    for section in SECTIONS:
        setattr(choice, f"hides_{section}", section not in sections)
    db.session.add(choice)
    db.session.flush()
