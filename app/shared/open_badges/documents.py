"""The document of a badge that somebody holds, as Open Badges 3.0 asks, before it is signed.

It is handed only what may be read outside: whoever calls chose neutral words and opaque addresses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from app.shared.open_badges.contexts import CREDENTIALS, EXTENSIONS, OPEN_BADGES
from app.shared.open_badges.encoding import moment

SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
    "ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}


@dataclass(frozen=True)
class IssuerFacts:
    """Who gives it: the group's did:web, its name for outside, and its issuer page."""

    did: str
    name: str
    url: str


@dataclass(frozen=True)
class AlignmentFacts:
    """A place in somebody else's framework of skills."""

    name: str
    url: str
    framework: str = ""
    code: str = ""


@dataclass(frozen=True)
class AchievementFacts:
    """The badge: `id` is its address, and the same for everybody who holds this version of it."""

    id: str
    name: str
    description: str
    criteria_text: str
    criteria_url: str | None = None
    image_url: str | None = None
    tags: Sequence[str] = ()
    alignment: Sequence[AlignmentFacts] = ()


@dataclass(frozen=True)
class EvidenceFacts:
    """Something that was seen. What somebody said in support is evidence too, of that `genre`: an
    endorsement in the standard's sense is a document that they sign with a key of their own."""

    narrative: str
    name: str = ""
    genre: str = ""


@dataclass(frozen=True)
class CredentialFacts:
    """One badge of one person. `subject_id` is a urn:uuid that says nothing about them. Their email
    is not in it: only if they want it, as hashed() with a `salt` of its own (both or neither)."""

    id: str
    issuer: IssuerFacts
    achievement: AchievementFacts
    subject_id: str
    name: str
    valid_from: datetime
    status_url: str
    status_index: int
    valid_until: datetime | None = None
    evidence: Sequence[EvidenceFacts] = ()
    email_hash: str | None = None
    salt: str = ""


def credential(facts: CredentialFacts) -> dict[str, Any]:
    """The whole document but its signature. What there is nothing to say about is not in it: the
    standard has no room for nulls and empty lists."""
    return _said(
        {
            "@context": [CREDENTIALS, OPEN_BADGES, EXTENSIONS],
            "id": facts.id,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": facts.name,
            "issuer": profile(facts.issuer),
            "validFrom": moment(facts.valid_from),
            "validUntil": moment(facts.valid_until) if facts.valid_until else None,
            "credentialSubject": _subject(facts),
            "evidence": [_evidence(each) for each in facts.evidence],
            "credentialStatus": _status(facts.status_url, facts.status_index),
            "credentialSchema": [SCHEMA],
        }
    )


def profile(issuer: IssuerFacts) -> dict[str, Any]:
    """The issuer as a badge names them."""
    return _said({"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.url})


def hashed(email: str, salt: str) -> str:
    """How an email stands in a badge: only who knows it already can tell that it is this one."""
    return "sha256$" + sha256((email.strip().lower() + salt).encode()).hexdigest()


def _subject(facts: CredentialFacts) -> dict[str, Any]:
    return _said(
        {
            "id": facts.subject_id,
            "type": ["AchievementSubject"],
            "identifier": [_identity(facts.email_hash, facts.salt)] if facts.email_hash else [],
            "achievement": _achievement(facts.achievement),
        }
    )


def _achievement(badge: AchievementFacts) -> dict[str, Any]:
    return _said(
        {
            "id": badge.id,
            "type": ["Achievement"],
            "achievementType": "Badge",
            "name": badge.name,
            "description": badge.description,
            "criteria": _said({"id": badge.criteria_url, "narrative": badge.criteria_text}),
            "image": {"id": badge.image_url, "type": "Image"} if badge.image_url else None,
            "tag": list(badge.tags),
            "alignment": [_alignment(each) for each in badge.alignment],
        }
    )


def _alignment(each: AlignmentFacts) -> dict[str, Any]:
    return _said(
        {
            "type": ["Alignment"],
            "targetName": each.name,
            "targetUrl": each.url,
            "targetFramework": each.framework,
            "targetCode": each.code,
        }
    )


def _evidence(each: EvidenceFacts) -> dict[str, Any]:
    return _said(
        {
            "type": ["Evidence"],
            "narrative": each.narrative,
            "name": each.name,
            "genre": each.genre,
        }
    )


def _identity(email_hash: str, salt: str) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "identityType": "emailAddress",
        "hashed": True,
        "identityHash": email_hash,
        "salt": salt,
    }


def _status(url: str, index: int) -> dict[str, Any]:
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": url,
    }


def _said(everything: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in everything.items() if value not in (None, "", [], {})}
