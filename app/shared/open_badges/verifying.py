"""What a badge is worth, told from itself, the keys at hand and the clock. Asks nobody, ever.

The signature inside a document is over its statements, and everybody reads its JSON. So before
anything is believed the JSON must be what JSON-LD itself would write for those statements
(spelling.py): otherwise a date could be signed under one name and read under another.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from app.shared.open_badges import reading, status
from app.shared.open_badges.canonical import NotCanonical
from app.shared.open_badges.contexts import RemoteContext
from app.shared.open_badges.encoding import moment_of
from app.shared.open_badges.signatures import WrongSignature, signed_by

KeysOf = Callable[[str], str | None]
"""keys_of(verificationMethod): its public key (as KeyPair.public), None if we do not know this
issuer, and "" if we do and it has no such key."""
StatusOf = Callable[[str], dict[str, Any] | str | None]
"""status_of(url): the signed status list at this address, None if it is not at hand."""
CLOCKS_DIFFER = timedelta(minutes=5)


class Outcome(StrEnum):
    """How a check ended. Only GOOD says who gave the badge."""

    GOOD = "good"
    UNTAMPERED = "untampered"
    CHANGED = "changed"
    ENDED = "ended"
    NOT_YET = "not yet"
    WITHDRAWN = "withdrawn"
    FOREIGN_KEY = "foreign key"
    UNKNOWN_KEY = "unknown key"
    REMOTE_CONTEXT = "remote context"
    UNSUPPORTED = "unsupported"
    UNREADABLE = "unreadable"

    @property
    def words(self) -> str:
        """The same, for whoever asked."""
        return WORDS[self]


WORDS = {
    Outcome.GOOD: "This badge is genuine and still stands.",
    Outcome.UNTAMPERED: "Nobody changed this badge since it was signed. "
    "We do not know who signed it, so ask whoever gave it.",
    Outcome.CHANGED: "This badge was changed after it was signed, so it does not count.",
    Outcome.ENDED: "This badge was genuine and has ended.",
    Outcome.NOT_YET: "This badge does not count yet: its first day is still to come.",
    Outcome.WITHDRAWN: "Whoever gave this badge has withdrawn it.",
    Outcome.FOREIGN_KEY: "This badge was not signed by the group it names, so it does not count.",
    Outcome.UNKNOWN_KEY: "We do not have the key of whoever signed this badge, "
    "so we cannot tell whether it was changed.",
    Outcome.REMOTE_CONTEXT: "This badge uses words that are explained elsewhere, "
    "and we never fetch anything for a badge. Ask for a plain Open Badges 3.0 file.",
    Outcome.UNSUPPORTED: "This badge is written or signed in a way that we cannot check.",
    Outcome.UNREADABLE: "This is not an Open Badges 3.0 badge that we can read.",
}


@dataclass(frozen=True)
class Verdict:
    """The outcome. `document` is what the badge says, without its proof, and only there if its
    signature held. `is_status_known` is False if nobody could tell whether it was withdrawn."""

    outcome: Outcome
    document: dict[str, Any] | None = None
    is_status_known: bool = True
    reason: str = ""
    """What exactly could not be read, for whoever asked."""
    is_signer_known: bool = False
    """Whether the key was one of keys_of: whoever the badge names did sign it."""

    @property
    def words(self) -> str:
        """The outcome for whoever asked, or the reason where there is one."""
        return self.reason or self.outcome.words

    @property
    def stands(self) -> bool:
        """Whether the badge was signed, not changed, and counts today."""
        return self.outcome in (Outcome.GOOD, Outcome.UNTAMPERED)


def verify(
    badge: dict[str, Any] | str, now: datetime, keys_of: KeysOf, status_of: StatusOf
) -> Verdict:
    """The verdict on a badge: its document, the same as JSON, or a JWT. Never raises."""
    try:
        document, is_known = _believed(reading.parsed(badge), badge, keys_of)
    except reading.Unreadable as why:
        return Verdict(Outcome.UNREADABLE, reason=str(why))
    except RemoteContext:
        return Verdict(Outcome.REMOTE_CONTEXT)
    except NotCanonical:
        return Verdict(Outcome.UNSUPPORTED)
    except WrongSignature as wrong:
        return Verdict(Outcome(wrong.why))
    outcome = Outcome.GOOD if is_known else Outcome.UNTAMPERED
    verdict = Verdict(outcome, document, is_signer_known=is_known)
    return _in_time(verdict, now) or _not_withdrawn(verdict, now, keys_of, status_of)


def _believed(
    document: dict[str, Any], badge: dict[str, Any] | str, keys_of: KeysOf
) -> tuple[dict[str, Any], bool]:
    """What is signed, and whether we know who by. Refuses by raising."""
    jwt = badge if isinstance(badge, str) and not badge.lstrip().startswith("{") else None
    reading.check_badge(document)
    return signed_by(document, jwt, keys_of)


def _in_time(verdict: Verdict, now: datetime) -> Verdict | None:
    document = verdict.document or {}
    if moment_of(document["validFrom"]) > now + CLOCKS_DIFFER:
        return replace(verdict, outcome=Outcome.NOT_YET)
    if "validUntil" in document and moment_of(document["validUntil"]) <= now:
        return replace(verdict, outcome=Outcome.ENDED)
    return None


def _not_withdrawn(
    verdict: Verdict, now: datetime, keys_of: KeysOf, status_of: StatusOf
) -> Verdict:
    document = verdict.document or {}
    entries = reading.listed(document.get("credentialStatus"))
    bits = [_bit(entry, reading.issuer_of(document), now, keys_of, status_of) for entry in entries]
    if True in bits:
        return replace(verdict, outcome=Outcome.WITHDRAWN)
    return replace(verdict, is_status_known=None not in bits)


def _bit(
    entry: dict[str, Any], issuer: str, now: datetime, keys_of: KeysOf, status_of: StatusOf
) -> bool | None:
    """Whether this entry withdraws the badge; None if that cannot be told."""
    if entry["type"] != "BitstringStatusListEntry":
        return None
    if entry["statusPurpose"] not in ("revocation", "suspension"):
        return False
    held = status_of(entry["statusListCredential"])
    if held is None:
        return None
    try:
        said = reading.parsed(held)
        reading.check_status_list(said, entry, issuer)
        jwt = held if isinstance(held, str) and not held.lstrip().startswith("{") else None
        said = signed_by(said, jwt, keys_of)[0]
        is_current = moment_of(said["validFrom"]) <= now + CLOCKS_DIFFER
        if not is_current or ("validUntil" in said and moment_of(said["validUntil"]) <= now):
            return None
        subject = said["credentialSubject"]
        return status.is_revoked(subject["encodedList"], int(entry["statusListIndex"]))
    except (reading.Unreadable, RemoteContext, NotCanonical, WrongSignature, ValueError):
        return None
