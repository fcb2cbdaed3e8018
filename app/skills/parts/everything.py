"""All of somebody's record as files: for themselves, in the groups' own words."""

import json
from datetime import date, datetime
from typing import Any

from app.badges import queries as badges
from app.badges.models import BadgeAward
from app.hours import queries as hours
from app.people.models import Person
from app.skills import queries
from app.skills.parts.packing import packed


def everything(person: Person) -> bytes:
    """A zip with the record as JSON, and the signed files of its badges."""
    ids = [award.id for award in queries.awards_of(person)]
    neutral, full = badges.credentials_of(ids), badges.credentials_of(ids, is_neutral=False)
    record = json.dumps(_record(person), indent=2, ensure_ascii=False)
    return packed([*neutral.values(), *full.values()], {"record.json": record})


def _record(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "badges": [_badge(award) for award in queries.awards_of(person)],
        "hours": [
            {
                "day": entry.day.isoformat(),
                "group": entry.organisation.name,
                "role": entry.opportunity.title if entry.opportunity else None,
                "minutes": entry.minutes,
                "state": entry.state,
                "note": entry.note,
            }
            for entry in hours.of_person(person, None)
        ],
        "training": [
            {"name": each.name, "group": each.group.name, "done_on": _iso(each.done_on)}
            for each in queries.trainings_of(person)
        ],
    }


def _badge(award: BadgeAward) -> dict[str, Any]:
    ticks = {tick.criterion_id: tick for tick in award.ticks}
    return {
        "name": award.version.name,
        "neutral_name": award.version.neutral_name,
        "description": award.version.description,
        "layer": award.version.layer,
        "everyday_skills": award.version.everyday_skills,
        "state": award.state,
        "group": award.organisation.name if award.organisation else None,
        "started": _iso(award.started_at),
        "earned": _iso(award.earned_at),
        "ends": _iso(award.expires_on),
        "steps": [
            {"words": step.words, "is_done": bool(ticks.get(step.id) and ticks[step.id].is_done)}
            for step in award.version.criteria
        ],
        "words": [
            {
                "words": word.words,
                "by": word.by.first_name_and_initial if word.by else None,
                "group": word.organisation.name if word.organisation else None,
            }
            for word in award.endorsements
            if word.words
        ],
    }


def _iso(moment: datetime | date | None) -> str | None:
    return moment.isoformat() if moment else None
