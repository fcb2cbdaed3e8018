"""Which roles might suit somebody, and in which order. Nothing here looks anything up.

First what cannot be: too far, never free then, a check they do not want, lived experience they say
they have not. Then points, each for a reason that can be said in words (reasons.py):

    what they like   3 for what a role is most of all, 2.5 for what else its group ticked, 1.5 for
                     what its own words tell of; half a point for each further thing they like
    a skill          1 where they hold a badge of the role
    place            2 at the door, falling evenly to 0 as far as they can get; 1 from home, and
                     2 if that is what they would sooner do
    time             1 where a time of it fits, 0.75 where times are agreed with each person
    lived experience 0.75 where it is needed and they would use theirs; 2 less where it is needed
                     and they did not say
    the role's need  0.75 times the share of its places that nobody has or has asked for

Fairness between roles: one like a role already suggested (the same thing most of all) comes half
a point later, so that three suggestions differ; roles within a quarter of a point of each other
take turns at being first, by the week. Fairness between people: nothing about a person makes a
role harder to find but what they said, and a role that many have asked for comes later.

Nobody is scored: the points are a role's, for one set of answers, and are kept nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from app.opportunities.matching.answers import Answers
from app.opportunities.matching.offers import Offer, Time
from app.opportunities.models.choices import CheckLevel, LivedExperience, TaskKind
from app.shared.geography import miles_between

MAIN_TASK, OTHER_TASK, TOLD_TASK, ANOTHER_TASK = 3.0, 2.5, 1.5, 0.5
SKILL = 1.0
AT_THE_DOOR, FROM_HOME, FROM_HOME_WANTED = 2.0, 1.0, 2.0
FIXED_TIME, AGREED_TIME = 1.0, 0.75
LIVED, NOT_SAID = 0.75, -2.0
NEED = 0.75
ALIKE = 0.5
AS_GOOD = 0.25
"""Points that do not matter: within them, roles take turns."""

A_LITTLE_FURTHER, A_TENTH_MORE = 1.0, 1.1
"""Over the miles somebody said and not too far: places have edges, and ten miles is a round number.
"""
WITH_A_LIFT = 5.0
"""Miles further that somebody can get where the role gives a lift."""


@dataclass(frozen=True)
class Match:
    """A role that might suit, with what speaks for it."""

    offer: Offer
    points: float
    miles: float | None = None
    """None from home, and where nobody said where they are."""
    times: tuple[Time, ...] = ()
    liked: tuple[TaskKind, ...] = ()
    """The best reason first."""
    skills: frozenset[str] = frozenset()

    @property
    def is_suggested(self) -> bool:
        """Whether anything but time and place speaks for it."""
        return bool(self.liked or self.skills)


def suggest(answers: Answers, offers: Iterable[Offer], week: int = 0) -> list[Match]:
    """The roles that might suit, best first; `week` is whose turn it is among equals."""
    waiting = [match for offer in offers if (match := match_of(answers, offer))]
    if answers.likes or answers.skills:
        waiting = [match for match in waiting if match.is_suggested]
    suggested: list[Match] = []
    seen: set[TaskKind] = set()
    while waiting:
        best = min(waiting, key=lambda match: _order(match, seen, week))
        waiting.remove(best)
        suggested.append(best)
        seen.update(best.offer.tasks[:1])
    return suggested


def match_of(answers: Answers, offer: Offer) -> Match | None:
    """How `offer` suits `answers`; None where it cannot be."""
    miles = _miles(answers, offer)
    if against(answers, offer):
        return None
    match = Match(
        offer,
        0.0,
        miles=miles,
        times=offer.times_for(answers.free),
        liked=_liked(answers, offer),
        skills=offer.badges & answers.skills,
    )
    return replace(match, points=_points(answers, match))


def against(answers: Answers, offer: Offer) -> list[str]:
    """Every reason why `offer` cannot be suggested, in words for whoever asks."""
    reasons = []
    if _is_too_far(answers, offer):
        reasons.append("It is further than they said they can get")
    if answers.says_when and not _can_come(answers, offer):
        reasons.append("It is at times when they are not free")
    if answers.wants_no_check and offer.check is not CheckLevel.NONE:
        reasons.append("It has a check, and they asked for roles without one")
    if answers.has_lived is False and offer.lived is LivedExperience.NEEDED:
        reasons.append("It needs lived experience")
    return reasons


def _points(answers: Answers, match: Match) -> float:
    offer = match.offer
    return sum(
        (
            _points_for_likes(match),
            SKILL if match.skills else 0.0,
            _points_for_place(answers, match),
            (AGREED_TIME if offer.is_by_arrangement else FIXED_TIME) if answers.says_when else 0.0,
            _points_for_lived(answers, offer),
            NEED * offer.share_needed,
        )
    )


def _points_for_likes(match: Match) -> float:
    if not match.liked:
        return 0.0
    best, *others = match.liked
    return _worth(match.offer, best) + ANOTHER_TASK * len(others)


def _points_for_place(answers: Answers, match: Match) -> float:
    if match.offer.is_remote:
        return FROM_HOME_WANTED if answers.is_from_home else FROM_HOME
    if match.miles is None:
        return 0.0
    return AT_THE_DOOR * max(0.0, 1 - match.miles / max(answers.miles, 1.0))


def _points_for_lived(answers: Answers, offer: Offer) -> float:
    if offer.lived is not LivedExperience.NEEDED:
        return 0.0
    return LIVED if answers.has_lived else NOT_SAID


def _liked(answers: Answers, offer: Offer) -> tuple[TaskKind, ...]:
    told = dict(offer.about)
    liked = [kind for kind in TaskKind if kind in answers.likes]
    found = [kind for kind in liked if kind in offer.tasks or kind in told]
    return tuple(sorted(found, key=lambda kind: -_worth(offer, kind)))


def _worth(offer: Offer, kind: TaskKind) -> float:
    if kind in offer.tasks:
        return MAIN_TASK if kind == offer.tasks[0] else OTHER_TASK
    return TOLD_TASK


def _can_come(answers: Answers, offer: Offer) -> bool:
    if offer.times_for(answers.free):
        return True
    if offer.is_by_arrangement:
        is_then = any(part in offer.parts for _, part in answers.free)
        return is_then or (answers.is_now_and_then and offer.is_occasional)
    is_rare = offer.is_occasional or any(each.how_often == "monthly" for each in offer.times)
    return answers.is_now_and_then and is_rare


def _miles(answers: Answers, offer: Offer) -> float | None:
    if offer.is_remote or not answers.near or not offer.near:
        return None
    return miles_between(answers.near, offer.near)


def _is_too_far(answers: Answers, offer: Offer) -> bool:
    miles = _miles(answers, offer)
    lift = WITH_A_LIFT if offer.gives_lift else 0.0
    return miles is not None and miles > answers.miles * A_TENTH_MORE + A_LITTLE_FURTHER + lift


def _order(match: Match, seen: set[TaskKind], week: int) -> tuple[float, str]:
    points = match.points - (ALIKE if seen.intersection(match.offer.tasks[:1]) else 0.0)
    turn = sha256(f"{week} {match.offer.slug}".encode()).hexdigest()
    return -round(points / AS_GOOD), turn
