"""Signing a document: inside it (Data Integrity, eddsa-rdfc-2022), or as a JWT (VC-JWT, RS256)."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

import base58

from app.shared.open_badges.canonical import canonical
from app.shared.open_badges.encoding import compact_json, moment, moment_of
from app.shared.open_badges.keys import Signer


def sign(document: dict[str, Any], signer: Signer, created: datetime) -> dict[str, Any]:
    """A copy of the document with the proof of the signer's Ed25519 key, made at `created`: the
    same again gives the same signature. Refuses with NotCanonical what it would not cover."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": moment(created),
        "verificationMethod": signer.method,
        "proofPurpose": "assertionMethod",
    }
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    signature = signer.private_key.sign(signed_bytes(unsigned, proof))
    proof["proofValue"] = "z" + base58.b58encode(signature).decode()
    return unsigned | {"proof": [proof]}


def signed_bytes(unsigned: dict[str, Any], proof: dict[str, Any]) -> bytes:
    """What eddsa-rdfc-2022 signs, of a document without its proof and a proof with or without its
    value: the hash of how it was signed, then the hash of what."""
    how = {name: value for name, value in proof.items() if name != "proofValue"}
    how["@context"] = unsigned["@context"]
    return b"".join(sha256(canonical(part).encode()).digest() for part in (how, unsigned))


def as_jwt(document: dict[str, Any], signer: Signer) -> str:
    """The document as a JWT, signed with the signer's RSA key. The key is named by its address and
    is inside as well, so that a reader without a network can tell at least that nothing changed."""
    from joserfc import jws

    jwk = json.loads(signer.key.public)
    header = {"alg": "RS256", "typ": "JWT", "kid": signer.method, "jwk": jwk}
    said = compact_json(claims(document))
    return jws.serialize_compact(header, said, signer.jwt_key, algorithms=["RS256"])


def claims(document: dict[str, Any]) -> dict[str, Any]:
    """What a JWT says: the document itself, and again its essentials by the names that JWTs have
    for them (Open Badges 3.0, part 8.2)."""
    said = {name: value for name, value in document.items() if name != "proof"}
    issuer, subject = document["issuer"], document["credentialSubject"]
    said["iss"] = issuer["id"] if isinstance(issuer, dict) else issuer
    said["jti"] = document["id"]
    said["nbf"] = int(moment_of(document["validFrom"]).timestamp())
    if "id" in subject:
        said["sub"] = subject["id"]
    if "validUntil" in document:
        said["exp"] = int(moment_of(document["validUntil"]).timestamp())
    return said
