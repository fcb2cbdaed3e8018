"""Whether a signature is of the issuer that a document names."""

import json
from collections.abc import Callable
from typing import Any

import base58
from cryptography.exceptions import InvalidSignature

from app.shared.open_badges import reading
from app.shared.open_badges.baking import MOST_TEXT
from app.shared.open_badges.encoding import compact_json, from_base64url
from app.shared.open_badges.keys import ed25519_of
from app.shared.open_badges.signing import claims, signed_bytes
from app.shared.open_badges.spelling import check_spelling

LEAST_BITS = 2048
CLAIMS = ("iss", "jti", "nbf", "sub", "exp")


class WrongSignature(Exception):
    """The signature does not hold; `why` is the value of an Outcome."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def signed_by(
    document: dict[str, Any], jwt: str | None, keys_of: Callable[[str], str | None]
) -> tuple[dict[str, Any], bool]:
    """What is signed of a document that was read, and whether its issuer is one that keys_of knows.
    Refuses with WrongSignature, or with NotCanonical what a proof inside does not cover."""
    return _jwt(document, jwt, keys_of) if jwt is not None else _proof(document, keys_of)


def _proof(
    document: dict[str, Any], keys_of: Callable[[str], str | None]
) -> tuple[dict[str, Any], bool]:
    proof = reading.proof_of(document)
    if proof.get("cryptosuite") != "eddsa-rdfc-2022":
        raise WrongSignature("unsupported")
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    check_spelling(unsigned, proof)
    public, is_known = _key(proof["verificationMethod"], reading.issuer_of(document), keys_of)
    if not public:
        raise WrongSignature("unknown key")
    try:
        signature = _base58(proof["proofValue"])
        ed25519_of(public).verify(signature, signed_bytes(unsigned, proof))
    except (ValueError, InvalidSignature):
        raise WrongSignature("changed") from None
    return unsigned, is_known


def _jwt(
    document: dict[str, Any], jwt: str, keys_of: Callable[[str], str | None]
) -> tuple[dict[str, Any], bool]:
    from joserfc import jws
    from joserfc.errors import JoseError
    from joserfc.jwk import RSAKey

    header = _header(jwt)
    issuer = reading.issuer_of(document)
    # One that names no key of an issuer whose keys we know was signed with none of them.
    public, is_known = _key(header.get("kid", f"{issuer}#"), issuer, keys_of)
    public = public or _embedded(header)
    if not public:
        raise WrongSignature("unknown key")
    try:
        key = RSAKey.import_key(json.loads(public))
        if key.is_private or key.public_key.key_size < LEAST_BITS:
            raise WrongSignature("unsupported")
        from_base64url(jwt.split(".")[2])  # joserfc takes several spellings of the same signature
        jws.deserialize_compact(jwt, key, registry=_roomy())
    except (ValueError, TypeError, KeyError, JoseError):
        raise WrongSignature("changed") from None
    unsigned = _without_claims(document)
    return unsigned, is_known


def _key(method: str, issuer: str, keys_of: Callable[[str], str | None]) -> tuple[str | None, bool]:
    """The public key at this address, and whether its owner is known to us."""
    if method.partition("#")[0] != issuer:
        raise WrongSignature("foreign key")
    public = keys_of(method)
    if public == "":
        raise WrongSignature("foreign key")
    if public is None and issuer.startswith("did:key:"):
        name = issuer.removeprefix("did:key:")
        return (name if method == f"{issuer}#{name}" else None), False
    return public, public is not None


def _header(jwt: str) -> dict[str, Any]:
    header = reading.json_of(_decoded(jwt.split(".")[0]))
    if header.get("alg") != "RS256" or {"crit", "b64", "zip"} & header.keys():
        raise WrongSignature("unsupported")
    if not isinstance(header.get("kid", ""), str):
        raise reading.Unreadable(reading.UNFINISHED)
    return header


def _roomy() -> Any:
    """joserfc's rules, with room for a key in the header, which it finds too long by itself."""
    from joserfc.jws import JWSRegistry

    rules = JWSRegistry(algorithms=["RS256"], strict_check_header=False)
    rules.max_header_length = 8 * 1024
    rules.max_payload_length = MOST_TEXT
    return rules


def _base58(text: str) -> bytes:
    raw = base58.b58decode(text[1:])
    if text != "z" + base58.b58encode(raw).decode():
        raise ValueError("not base58 as multibase writes it")
    return raw


def _embedded(header: dict[str, Any]) -> str | None:
    jwk = header.get("jwk")
    return compact_json(jwk) if isinstance(jwk, dict) else None


def _decoded(part: str) -> str:
    try:
        return from_base64url(part).decode()
    except ValueError:
        raise reading.Unreadable(reading.NOT_A_BADGE) from None


def _without_claims(document: dict[str, Any]) -> dict[str, Any]:
    """The document of a JWT, whose claims must say what it says itself."""
    said = {name: value for name, value in document.items() if name in CLAIMS}
    unsigned = {name: value for name, value in document.items() if name not in {*CLAIMS, "iat"}}
    if not {"iss", "nbf"} <= said.keys():
        raise reading.Unreadable(reading.UNFINISHED)
    told = claims(unsigned)
    if any(value != told.get(name) for name, value in said.items()):
        raise WrongSignature("changed")
    return unsigned
