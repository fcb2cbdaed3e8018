"""What pages show of a role that might suit somebody."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.opportunities.matching import Answers, Match, good_to_know, why
from app.opportunities.models import Opportunity


@dataclass(frozen=True)
class Suggestion:
    """A role, why it was suggested, and what else to know, each with whether it is a plus."""

    role: Opportunity
    why: str
    facts: list[tuple[str, bool]]


def suggestion(answers: Answers, match: Match, roles: Mapping[str, Opportunity]) -> Suggestion:
    """`match` with the role that it is of."""
    role = roles[match.offer.slug]
    facts = good_to_know(match)
    if role.offers_taster:
        facts.insert(0, ("You can try one shift first", True))
    if role.needs_driving_licence:
        facts.append(("Needs a driving licence", False))
    return Suggestion(role, why(answers, match), facts)
