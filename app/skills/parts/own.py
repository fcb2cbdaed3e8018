"""Somebody's record as they see it themselves."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from app.badges import parts as badges
from app.badges.models import AwardState, BadgeAward, EverydaySkill
from app.hours import queries as hours
from app.people.models import Person
from app.shared.waking import own_zone
from app.skills import queries

LATEST = 3


def record(person: Person) -> dict[str, Any]:
    """What skills/mine.html takes."""
    awards = queries.awards_of(person)
    earned = [award for award in awards if award.is_earned]
    shown = [award for award in earned if not award.is_hidden]
    minutes, unchecked = hours.minutes_confirmed_and_unchecked(person)
    return {
        "earned": earned,
        "over": [award for award in awards if award.state == AwardState.ENDED],
        "working_on": [
            (award, badges.way(award.version, award, evidence=False))
            for award in awards
            if award.is_on_the_way
        ],
        "minutes": minutes,
        "unchecked": unchecked,
        "entries": hours.of_person(person, LATEST),
        "trainings": queries.trainings_of(person),
        "everyday": _everyday(shown),
        "said": [(word, award) for award in earned for word in award.endorsements if word.words],
        "choice": queries.choice_of(person),
        "zone": own_zone(),
    }


def _everyday(awards: Sequence[BadgeAward]) -> list[tuple[str, int]]:
    """The everyday skills that these badges show and in how many of them, most first."""
    counted = Counter(skill for award in awards for skill in award.version.everyday_skills)
    return [(EverydaySkill(skill).label, n) for skill, n in counted.most_common()]
