"""Badges to try: an issuer with keys, and documents of theirs."""

from copy import deepcopy
from datetime import UTC, datetime
from functools import cache

from app.shared.open_badges.documents import (
    AchievementFacts,
    AlignmentFacts,
    CredentialFacts,
    EvidenceFacts,
    IssuerFacts,
    credential,
    hashed,
)
from app.shared.open_badges.keys import Signer, did_of, new_ed25519, new_rsa
from app.shared.open_badges.signing import as_jwt, sign
from app.shared.open_badges.status import status_list

PAGE = "https://alongside.example/issuers/7f3a"
DID = did_of(PAGE)
LIST = "https://alongside.example/status/1"
MADE = datetime(2026, 5, 1, 9, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
KEY = new_ed25519()
SIGNER = Signer(DID, KEY)
ELSEWHERE = Signer("did:web:elsewhere.example", new_ed25519())
WITHDRAWN = 131_071
ISSUER = IssuerFacts(DID, "Riverside Hub", PAGE)
BADGE = AchievementFacts(
    "https://alongside.example/achievements/51c0",
    "Team player",
    "Works well with others.",
    "Helped at three sessions.",
    "https://alongside.example/achievements/51c0#criteria",
    "https://alongside.example/achievements/51c0.png",
    ("teamwork", "listening"),
    (AlignmentFacts("Working with others", "https://skills.example/7", "Skills", "7"),),
)


@cache
def rsa_signer(name="today's"):
    """The issuer with a key for JWTs. Made when first asked for: it takes a while."""
    return Signer(DID, new_rsa())


def keys_of(method):
    """The issuer's keys by their addresses; "" for any other, as they are an issuer we know."""
    keys = {each.method: each.key.public for each in (SIGNER, rsa_signer())}
    return keys.get(method, "")


def document(index=4, **changes):
    """A badge's document before it is signed, with all there is to say."""
    facts = {
        "id": f"https://alongside.example/verify/{index}",
        "issuer": ISSUER,
        "achievement": BADGE,
        "subject_id": f"urn:uuid:00000000-0000-4000-8000-{index:012}",
        "name": BADGE.name,
        "valid_from": MADE,
        "status_url": LIST,
        "status_index": index,
        "valid_until": datetime(2027, 5, 1, tzinfo=UTC),
        "evidence": (
            EvidenceFacts("Saw it", "Note", "Observation"),
            EvidenceFacts("Saw “it” again"),
        ),
        "email_hash": hashed("Sam@example.org", "a grain"),
        "salt": "a grain",
    }
    return credential(CredentialFacts(**facts | changes))


def signed(index=4, **changes):
    """The same, with its proof."""
    return sign(document(index, **changes), SIGNER, MADE)


def with_(*path, value):
    """The same with something else at this place, after it was signed."""
    badge = deepcopy(signed())
    inner = badge
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    return badge


def jwt(index=4, **changes):
    """The same, as a JWT."""
    return as_jwt(document(index, **changes), rsa_signer())


def the_list():
    """The list of those withdrawn, not signed yet."""
    return status_list(LIST, DID, [0, WITHDRAWN], MADE)


def status_of(url):
    """The list, signed, at its address."""
    return sign(the_list(), SIGNER, MADE) if url == LIST else None
