"""What we both expect: the words that somebody reads before they ask for a role.

Honour only, and no contract (NCVO): nobody signs. Changed words are a new version beside the old
ones, so that it can always be shown what somebody read.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """One version of the words."""

    you_can_expect: tuple[str, ...]
    we_hope: tuple[str, ...]


AGREEMENTS = {
    "2026-11": Agreement(
        you_can_expect=(
            "A welcome, and somebody to ask",
            "To be told what the role is, and shown how",
            "What it costs you, paid back",
            "To be safe, and insured while you help",
            "To stop or take a break at any time, without a reason",
        ),
        we_hope=(
            "That you tell us if you cannot make it",
            "That what people tell you stays with you, unless somebody may come to harm",
            "That everybody is treated kindly, and nobody is judged",
            "That you tell us what would make it better",
        ),
    ),
}
CURRENT_AGREEMENT = max(AGREEMENTS)
