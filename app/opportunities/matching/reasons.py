"""Why a role was suggested, in words: "near you, Tuesday afternoon, art"."""

from collections.abc import Sequence

from app.opportunities.matching.answers import Answers
from app.opportunities.matching.offers import Offer, Time
from app.opportunities.matching.scoring import Match
from app.opportunities.models.choices import CheckLevel, LivedExperience, TaskKind
from app.shared.formatting import WEEKDAYS, listed, miles

NEAR = 3.0
"""Miles that anybody would call near."""
MOST_TIMES = 2
_OTHERWISE = {
    TaskKind.ONE_TO_ONE: "one person at a time",
    TaskKind.COMPANY: "being with a few people",
    TaskKind.SETTING_UP: "setting up and welcoming",
    TaskKind.OUTDOORS: "out of doors",
}
"""Where the role's own word for it would say too little."""


def why(answers: Answers, match: Match) -> str:
    """What speaks for it, the place first: "near you, Tuesday afternoon, art"."""
    reasons = (_place(match), _when(answers, match), _like(match), _skill(match))
    return ", ".join(filter(None, reasons))


def good_to_know(match: Match) -> list[tuple[str, bool]]:
    """What else somebody would ask, each with whether it makes it easier to say yes."""
    offer = match.offer
    facts = [_of_check(offer)]
    if offer.gives_lift and match.miles is not None and match.miles > NEAR:
        facts.append(("A lift is part of it", True))
    if offer.lived is LivedExperience.NEEDED:
        facts.append(("Needs lived experience", False))
    if offer.places and not offer.share_needed:
        facts.append(("It has everyone it needs just now", False))
    return facts


def _of_check(offer: Offer) -> tuple[str, bool]:
    if offer.check is CheckLevel.NONE:
        return "No check", True
    level = "a basic" if offer.check is CheckLevel.BASIC else "an enhanced"
    return f"Has {level} check. A record does not rule you out", False


def _place(match: Match) -> str:
    if match.offer.is_remote:
        return "from home"
    if match.miles is None:
        return ""
    return "near you" if match.miles <= NEAR else f"{miles(round(match.miles))} away"


def _when(answers: Answers, match: Match) -> str:
    if not answers.says_when:
        return ""
    if match.times:
        return _times(match.times[:MOST_TIMES])
    parts = sorted(match.offer.parts, key=lambda part: part.hours)
    if match.offer.is_by_arrangement:
        return "any day you choose" if len(parts) > 2 else listed(f"{part}s" for part in parts)
    return "now and then"


def _times(times: Sequence[Time]) -> str:
    """Tuesday afternoon; Monday and Wednesday mornings; Monday morning and Sunday."""
    days = [WEEKDAYS[each.weekday] for each in times]
    parts = {each.part for each in times}
    if len(times) > 1 and len(parts) == 1 and times[0].part:
        return f"{listed(days)} {times[0].part}s"
    return listed(
        " ".join(filter(None, (day, each.part))) for day, each in zip(days, times, strict=True)
    )


def _like(match: Match) -> str:
    if not match.liked:
        return ""
    kind = match.liked[0]
    word = dict(match.offer.about).get(kind, kind.label.lower())
    return _OTHERWISE.get(kind, word)


def _skill(match: Match) -> str:
    return "a skill you have" if match.skills else ""
