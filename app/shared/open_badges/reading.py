"""Reading a badge that may be from anybody: its size and its shape."""

import json
from math import isinf
from typing import Any

from app.shared.open_badges.baking import MOST_TEXT, OLDER
from app.shared.open_badges.contexts import CREDENTIALS, OPEN_BADGES_ANY, PINNED, RemoteContext
from app.shared.open_badges.encoding import compact_json, from_base64url, moment_of

DEEPEST, MOST_NODES = 24, 1_000


NOT_A_BADGE = "This is not an Open Badges 3.0 badge."
UNFINISHED = "This badge does not say all that a badge must say."
TOO_MUCH = "This badge holds more than any badge we can read."
NULLS = "This badge has places with nothing in them (null), which the standard does not allow."
NOT_A_LIST = "The signature of this badge is not written as a list of one, as the standard asks."
OTHER_PROOF = "The signature of this badge was made for something else."
NO_DATE = "This badge has a date that we cannot read."
NO_STATUS = "This badge says in a way that we cannot read where to look whether it was withdrawn."


class Unreadable(Exception):
    """Not a badge of version 3, or not one that we can read. The message is for whoever asked."""


def parsed(badge: dict[str, Any] | str) -> dict[str, Any]:
    """The document of a badge, not yet believed. Refuses with Unreadable what is too long, too deep
    or no JSON object, and any null."""
    if isinstance(badge, dict):
        document = json_of(_text(badge))
    elif badge.lstrip().startswith("{"):
        document = json_of(badge)
    else:
        parts = badge.strip().split(".")
        if len(parts) != 3 or len(badge) > MOST_TEXT:
            raise Unreadable(NOT_A_BADGE)
        try:
            document = json_of(from_base64url(parts[1]).decode())
        except ValueError:
            raise Unreadable(NOT_A_BADGE) from None
    _check_tree(document)
    return document


def json_of(text: str) -> dict[str, Any]:
    """The JSON object that the text is. Refuses with Unreadable anything else, and a name that is
    there twice: readers differ on which of the two counts."""
    if len(text) > MOST_TEXT:
        raise Unreadable(TOO_MUCH)
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable(NOT_A_BADGE) from None
    if not isinstance(found, dict):
        raise Unreadable(NOT_A_BADGE)
    return found


def check_badge(document: dict[str, Any]) -> None:
    """Refuse with Unreadable what is no badge of version 3, with RemoteContext one whose words are
    explained elsewhere."""
    context = _context(document)
    if context[1:2] and context[1] not in OPEN_BADGES_ANY:
        raise Unreadable(NOT_A_BADGE)
    types = listed(document.get("type"))
    if "VerifiableCredential" not in types or not (
        {"OpenBadgeCredential", "AchievementCredential"} & {*map(str, types)}
    ):
        raise Unreadable(NOT_A_BADGE)
    subject = document.get("credentialSubject")
    badge = subject.get("achievement") if isinstance(subject, dict) else None
    if not isinstance(subject, dict) or not isinstance(badge, dict) or len(context) < 2:
        raise Unreadable(UNFINISHED)
    if not (_is_text(subject.get("id")) or listed(subject.get("identifier"))):
        raise Unreadable(UNFINISHED)
    if not all(_is_text(badge.get(name)) for name in ("id", "name", "description")):
        raise Unreadable(UNFINISHED)
    _check_credential(document)
    for entry in listed(document.get("credentialStatus")):
        _check_entry(entry)


def check_status_list(document: dict[str, Any], entry: dict[str, Any], issuer: str) -> None:
    """Refuse with Unreadable what is not the list that the entry names, of this issuer."""
    _context(document)
    _check_credential(document)
    subject = document.get("credentialSubject")
    if (
        "BitstringStatusListCredential" not in listed(document.get("type"))
        or not isinstance(subject, dict)
        or subject.get("type") != "BitstringStatusList"
        or subject.get("statusPurpose") != entry["statusPurpose"]
        or not isinstance(subject.get("encodedList"), str)
        or document.get("id") != entry["statusListCredential"]
        or issuer_of(document) != issuer
    ):
        raise Unreadable(NO_STATUS)


def proof_of(document: dict[str, Any]) -> dict[str, Any]:
    """The one proof. Refuses with Unreadable a proof that is no list, several, and one for another
    purpose."""
    proofs = document.get("proof")
    proof = proofs[0] if isinstance(proofs, list) and len(proofs) == 1 else None
    if not isinstance(proof, dict) or proof.get("type") != "DataIntegrityProof":
        raise Unreadable(NOT_A_LIST)
    if proof.get("proofPurpose") != "assertionMethod" or "expires" in proof:
        raise Unreadable(OTHER_PROOF)
    if not all(_is_text(proof.get(name)) for name in ("verificationMethod", "proofValue")):
        raise Unreadable(UNFINISHED)
    return proof


def issuer_of(document: dict[str, Any]) -> str:
    """The id of the issuer."""
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(named, str) or not named:
        raise Unreadable(UNFINISHED)
    return named


def listed(value: Any) -> list[Any]:
    """The value as a list: what may be one or several is given either way."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _context(document: dict[str, Any]) -> list[str]:
    context = document.get("@context")
    if not isinstance(context, list) or context[:1] != [CREDENTIALS]:
        raise Unreadable(OLDER if _is_older(document) else NOT_A_BADGE)
    for each in context:
        if not isinstance(each, str) or each not in PINNED:
            raise RemoteContext(str(each)[:200])
    if len({*context}) != len(context):
        raise Unreadable(NOT_A_BADGE)
    return context


def _is_older(document: dict[str, Any]) -> bool:
    said = compact_json([document.get("@context"), document.get("type")])
    return "w3id.org/openbadges" in said or "/2018/credentials/v1" in said


def _check_credential(document: dict[str, Any]) -> None:
    issuer_of(document)
    if not _is_text(document.get("id")):
        raise Unreadable(UNFINISHED)
    try:
        for name in ("validFrom", "validUntil")[: 1 + ("validUntil" in document)]:
            moment_of(document.get(name))
    except ValueError:
        raise Unreadable(NO_DATE) from None


def _check_entry(entry: Any) -> None:
    if not isinstance(entry, dict) or not isinstance(entry.get("type"), str):
        raise Unreadable(NO_STATUS)
    if entry["type"] == "BitstringStatusListEntry":
        index = entry.get("statusListIndex")
        if (
            not _is_text(entry.get("statusListCredential"))
            or not _is_text(entry.get("statusPurpose"))
            or not (isinstance(index, str) and index.isascii() and index.isdigit())
            or len(index) > 9
            or entry.get("statusSize", 1) != 1
        ):
            raise Unreadable(NO_STATUS)


def _check_tree(value: Any) -> None:
    """Refuse a document that is deeper or larger than any badge, and nulls in it."""
    waiting, nodes = [(value, 0)], 0
    while waiting:
        each, depth = waiting.pop()
        nodes += 1
        if each is None:
            raise Unreadable(NULLS)
        if depth > DEEPEST or nodes > MOST_NODES or (isinstance(each, float) and isinf(each)):
            raise Unreadable(TOO_MUCH)
        if isinstance(each, dict | list):
            inside = each.values() if isinstance(each, dict) else each
            waiting += [(one, depth + 1) for one in inside]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name twice")
    return dict(pairs)


def _no_number(said: str) -> Any:
    raise ValueError(said)


def _text(document: dict[str, Any]) -> str:
    try:
        return json.dumps(document)
    except (TypeError, ValueError, RecursionError):
        raise Unreadable(NOT_A_BADGE) from None
