"""Keys of issuers, and the document that tells the world which are theirs."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import quote, unquote, urlsplit

import base58
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from app.shared.open_badges.encoding import base64url, compact_json

ED25519_MARK = b"\xed\x01"
"""Multicodec's mark of an Ed25519 public key."""


@dataclass(frozen=True)
class KeyPair:
    """A key as it is kept. `public` is multibase (z…) for ed25519 and a JWK as text for rsa;
    `private` is PEM without a password: whoever keeps it encrypts it. A key that only checks needs
    no private part."""

    kind: Literal["ed25519", "rsa"]
    public: str
    private: bytes = field(default=b"", repr=False)

    @property
    def fragment(self) -> str:
        """What follows # in the key's own address: the multibase key, or the JWK's thumbprint."""
        return self.public if self.kind == "ed25519" else thumbprint(json.loads(self.public))


class Signer:
    """An issuer with one of its keys. Reads the private key once, for as many as are signed."""

    def __init__(self, did: str, key: KeyPair) -> None:
        self.did, self.key = did, key
        self.method = f"{did}#{key.fragment}"
        """The verificationMethod: the key's own address."""

    @cached_property
    def private_key(self) -> Any:
        """The private key, as cryptography holds it."""
        return load_pem_private_key(self.key.private, password=None)

    @cached_property
    def jwt_key(self) -> Any:
        """The private RSA key, as joserfc holds it. It takes 30 times as long to read as to use."""
        from joserfc.jwk import RSAKey

        return RSAKey.import_key(self.key.private)


def new_ed25519() -> KeyPair:
    """A key for sign()."""
    private = ed25519.Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return KeyPair("ed25519", multibase(raw), _pem(private))


def new_rsa() -> KeyPair:
    """A key for as_jwt(), of 2,048 bits."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = private.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e), "alg": "RS256"}
    return KeyPair("rsa", compact_json(jwk), _pem(private))


def did_of(url: str) -> str:
    """The did:web that is looked up at `url`/did.json (bare host: at /.well-known/did.json)."""
    parts = urlsplit(url)
    return ":".join(
        ["did:web", quote(parts.netloc, safe=""), *(quote(part) for part in _path(parts.path))]
    )


def document_address(did: str) -> str:
    """Where did:web says that the issuer's document lies."""
    host, *path = [unquote(part) for part in did.removeprefix("did:web:").split(":")]
    return f"https://{host}/{'/'.join(path) if path else '.well-known'}/did.json"


def issuer_document(did: str, url: str, keys: list[KeyPair]) -> dict[str, Any]:
    """The DID document of an issuer whose page is at `url`. Give it every key the issuer ever had,
    the newest first: a badge is checked with the key it was signed with, so none is taken out."""
    # RSA before the others: some readers check a JWT that names no key with the first there is.
    methods = [_method(did, key) for key in sorted(keys, key=lambda key: key.kind != "rsa")]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "alsoKnownAs": [url],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def multibase(raw: bytes) -> str:
    """A raw Ed25519 public key as Multikey writes it: z6Mk…"""
    return "z" + base58.b58encode(ED25519_MARK + raw).decode()


def ed25519_of(public: str) -> ed25519.Ed25519PublicKey:
    """The public key that z6Mk… stands for. Refuses anything else with ValueError."""
    raw = base58.b58decode(public[1:]) if public.startswith("z") else b""
    if len(raw) != 34 or not raw.startswith(ED25519_MARK):
        raise ValueError("not an Ed25519 key as Multikey writes it")
    return ed25519.Ed25519PublicKey.from_public_bytes(raw[2:])


def thumbprint(jwk: dict[str, Any]) -> str:
    """The name of an RSA key, from itself alone (RFC 7638)."""
    named = {name: jwk[name] for name in ("e", "kty", "n")}
    return base64url(sha256(compact_json(named).encode()).digest())


def _method(did: str, key: KeyPair) -> dict[str, Any]:
    method = {"id": f"{did}#{key.fragment}", "controller": did}
    if key.kind == "ed25519":
        return method | {"type": "Multikey", "publicKeyMultibase": key.public}
    return method | {"type": "JsonWebKey", "publicKeyJwk": json.loads(key.public)}


def _path(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _pem(private: Any) -> bytes:
    pem: bytes = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem


def _number(number: int) -> str:
    return base64url(number.to_bytes((number.bit_length() + 7) // 8, "big"))
