"""What somebody's record is made of, from the rooms below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.badges.models import BadgeAward, BadgeVersion, Endorsement
from app.events import queries as events
from app.opportunities.models import Application, Opportunity, ScreeningStep, StepKind, StepState
from app.organisations import queries as organisations
from app.organisations.models import Organisation
from app.people.models import Person
from app.shared.database import db
from app.skills.models import RecordChoice


@dataclass(frozen=True, slots=True)
class Training:
    """A training that a group marked as done. It is shown outside where the group was checked."""

    name: str
    group: Organisation
    done_on: date | None


def awards_of(person: Person) -> Sequence[BadgeAward]:
    """Every way of `person` to a badge, whatever became of it, with all that pages say of one: the
    latest earned first, then by when they were begun. Read anew: whoever holds the person must not
    go by what was true before."""
    version, words = joinedload(BadgeAward.version), selectinload(BadgeAward.endorsements)
    return db.session.scalars(
        select(BadgeAward)
        .where(BadgeAward.person_id == person.id)
        .options(
            joinedload(BadgeAward.badge),
            joinedload(BadgeAward.organisation),
            version.selectinload(BadgeVersion.criteria),
            selectinload(BadgeAward.ticks),
            words.joinedload(Endorsement.by),
            words.joinedload(Endorsement.organisation),
        )
        .order_by(BadgeAward.earned_at.desc(), BadgeAward.id.desc())
        .execution_options(populate_existing=True)
    ).all()


def trainings_of(person: Person) -> list[Training]:
    """What groups marked as done, each training of a group once, the latest first."""
    rows = db.session.execute(
        select(ScreeningStep.about, Organisation, ScreeningStep.done_on)
        .join(Application, Application.id == ScreeningStep.application_id)
        .join(Opportunity, Opportunity.id == Application.opportunity_id)
        .join(Organisation, Organisation.id == Opportunity.organisation_id)
        .where(Application.person_id == person.id, ScreeningStep.about != "")
        .where(ScreeningStep.kind == StepKind.TRAINING, ScreeningStep.state == StepState.DONE)
        .order_by(ScreeningStep.done_on.desc(), ScreeningStep.id)
    )
    found = {(about, group.id): Training(about, group, day) for about, group, day in rows}
    return list(found.values())


def choice_of(person: Person) -> RecordChoice:
    """What `person` leaves out; a row that is not saved yet where they never said."""
    found = db.session.scalar(select(RecordChoice).where(RecordChoice.person_id == person.id))
    nothing = {"hides_hours": False, "hides_training": False, "hides_words": False}
    return found or RecordChoice(person_id=person.id, **nothing)


def names_that_tell() -> list[str]:
    """The names of all groups and events that have another one for outside."""
    return [*organisations.telling_names(), *events.telling_names()]
