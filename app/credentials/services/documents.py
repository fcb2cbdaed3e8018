"""From rows to what is signed. Every address in it is this site's, and tells of no group.

Made from the rows alone, so that a credential comes out the same, byte for byte, whenever it is
signed with the same keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.credentials import queries
from app.credentials.models import Achievement, Credential, Issuer, KeyKind, SigningKey, StatusList
from app.credentials.services.keeping import kept
from app.shared import vault
from app.shared.database import utcnow
from app.shared.mail import link
from app.shared.open_badges import documents, keys, signing, status
from app.shared.open_badges.encoding import compact_json

SUPPORT = "In a supporter’s words"


class CannotSign(Exception):
    """There is no key to sign with, or no secret that opens it. It waits until there is."""


@dataclass(frozen=True)
class Signers:
    """The keys in use of one issuer, opened. Never shown, logged or kept."""

    ed25519: keys.Signer
    rsa: keys.Signer
    key_id: int

    def __repr__(self) -> str:
        return f"Signers(key_id={self.key_id})"


@dataclass(frozen=True)
class Files:
    """A credential, or a list, as it is handed out."""

    document: str
    jwt: str


def signers_of(issuer: Issuer) -> Signers:
    """The keys of `issuer`. Raises CannotSign while there are none, or they do not open."""
    found = {KeyKind(key.kind): key for key in queries.keys_in_use(issuer)}
    if len(found) < len(KeyKind):
        raise CannotSign
    ed25519, rsa = found[KeyKind.ED25519], found[KeyKind.RSA]
    return Signers(_signer(issuer, ed25519), _signer(issuer, rsa), ed25519.id)


def signed(unsigned: dict[str, Any], issued_at: datetime, by: Signers) -> Files:
    """Both files of a credential or a list, dated with the moment it was issued."""
    document = signing.sign(unsigned, by.ed25519, issued_at)
    return Files(compact_json(document), signing.as_jwt(unsigned, by.rsa))


def current_list(status_list: StatusList) -> Files:
    """A list that is true: as the worker kept it, or else made anew. Raises CannotSign where it
    must wait: no list is better than one that is wrong."""
    if status_list.document and status_list.jwt and not status_list.is_stale:
        return Files(status_list.document, status_list.jwt)
    revoked, issuer = queries.withdrawn(status_list), status_list.issuer
    key = "list", _keys_of(issuer), issuer.public_id, status_list.number, *revoked
    return kept(key, lambda: _signed_list(status_list, revoked, signers_of(issuer)))


def signed_list(status_list: StatusList, by: Signers) -> Files:
    """The list as it stands now, signed."""
    return _signed_list(status_list, queries.withdrawn(status_list), by)


def signed_files(credential: Credential) -> Files:
    """Both files of a credential that the worker has not signed yet, the very same as it will make
    them. Raises CannotSign where it must wait."""
    issuer = credential.achievement.issuer

    def made() -> Files:
        return signed(unsigned(credential), credential.issued_at, signers_of(issuer))

    return kept(("credential", _keys_of(issuer), credential.public_id), made)


def unsigned(credential: Credential) -> dict[str, Any]:
    """What a credential says, before it is signed."""
    achievement = credential.achievement
    facts = documents.CredentialFacts(
        id=credential_address(credential),
        issuer=documents.IssuerFacts(
            did_of(achievement.issuer), achievement.group_name, issuer_address(achievement.issuer)
        ),
        achievement=_achievement(achievement),
        subject_id=credential.subject_id,
        name=achievement.name,
        valid_from=credential.valid_from,
        valid_until=credential.valid_until,
        status_url=list_address(credential.status_list, achievement.issuer),
        status_index=credential.status_index,
        evidence=[
            *(documents.EvidenceFacts(words) for words in credential.evidence),
            *(documents.EvidenceFacts(words, genre=SUPPORT) for words in credential.endorsements),
        ],
        email_hash=credential.email_hash,
        salt=credential.email_salt or "",
    )
    return documents.credential(facts)


def key_document(issuer: Issuer, of: Sequence[SigningKey]) -> dict[str, Any]:
    """Which keys are this issuer's, retired ones too: a badge outlives the key that signed it."""
    newest_first = [key_pair(key) for key in reversed(of)]
    return keys.issuer_document(did_of(issuer), issuer_address(issuer), newest_first)


def key_pair(key: SigningKey, private: bytes = b"") -> keys.KeyPair:
    """A key as Open Badges have it; without a private half it only checks."""
    return keys.KeyPair(KeyKind(key.kind).value, key.public, private)


def did_of(issuer: Issuer) -> str:
    """did:web of the site and this issuer."""
    return keys.did_of(issuer_address(issuer))


def issuer_address(issuer: Issuer) -> str:
    """The whole address of an issuer's page."""
    return link("credentials.issuer", public_id=issuer.public_id)


def credential_address(credential: Credential) -> str:
    """Where anyone who was given it checks a credential."""
    return link("credentials.verify", public_id=credential.public_id)


def list_address(status_list: StatusList, issuer: Issuer | None = None) -> str:
    """Where a status list is fetched; its issuer is given where it is not loaded with it."""
    public_id = (issuer or status_list.issuer).public_id
    return link("credentials.status", public_id=public_id, number=status_list.number)


def _keys_of(issuer: Issuer) -> tuple[int, ...]:
    """What it would be signed with, without opening it."""
    return tuple(key.id for key in queries.keys_in_use(issuer))


def _signed_list(status_list: StatusList, revoked: Sequence[int], by: Signers) -> Files:
    now, issuer = utcnow(), did_of(status_list.issuer)
    return signed(status.status_list(list_address(status_list), issuer, revoked, now), now, by)


def _achievement(achievement: Achievement) -> documents.AchievementFacts:
    address = link("credentials.achievement", public_id=achievement.public_id)
    return documents.AchievementFacts(
        id=address,
        name=achievement.name,
        description=achievement.description or achievement.name,  # it may not be left out
        criteria_text="\n".join(f"- {line}" for line in achievement.criteria),
        criteria_url=address,
        image_url=link("credentials.picture", public_id=achievement.public_id),
        tags=achievement.skills,
        alignment=[documents.AlignmentFacts(**each) for each in achievement.alignment],
    )


def _signer(issuer: Issuer, key: SigningKey) -> keys.Signer:
    try:
        private = vault.unlock(key.private or "")
    except vault.Locked:
        raise CannotSign from None
    return keys.Signer(did_of(issuer), key_pair(key, private))
