"""What a badge says, as plain text to show: whatever else its file holds at those places."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.shared.open_badges.encoding import moment_of
from app.shared.open_badges.reading import issuer_of

LONGEST_NAME, LONGEST_TEXT = 200, 2_000
NOT_SHOWN = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
"""Kinds of signs that show nothing, or turn the order of what stands around them."""
JOINERS = "\u200c\u200d"
"""Of those, the two that some alphabets are written with."""


@dataclass(frozen=True)
class Told:
    """Plain text, cut to a length, without control signs; "" where the badge says nothing. All of
    it is still somebody's word: escape it, and make no link of it."""

    id: str
    name: str
    description: str
    criteria: str
    issuer_id: str
    issuer_name: str
    valid_from: datetime
    valid_until: datetime | None


def told(document: dict[str, Any]) -> Told:
    """What the document of a verdict says."""
    badge = document["credentialSubject"]["achievement"]
    issuer, criteria = document["issuer"], badge.get("criteria")
    ends = document.get("validUntil")
    return Told(
        id=plain(document["id"], LONGEST_TEXT),
        name=plain(badge["name"], LONGEST_NAME),
        description=plain(badge["description"], LONGEST_TEXT),
        criteria=plain(_in(criteria, "narrative"), LONGEST_TEXT),
        issuer_id=plain(issuer_of(document), LONGEST_TEXT),
        issuer_name=plain(_in(issuer, "name"), LONGEST_NAME),
        valid_from=moment_of(document["validFrom"]),
        valid_until=moment_of(ends) if ends else None,
    )


def plain(text: Any, longest: int) -> str:
    """The text on one line, cut to a length; "" for what is no text."""
    if not isinstance(text, str):
        return ""
    seen = "".join(map(_shown, text[: longest * 2]))
    return " ".join(seen.split())[:longest].strip()


def _shown(sign: str) -> str:
    return " " if unicodedata.category(sign) in NOT_SHOWN and sign not in JOINERS else sign


def _in(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
