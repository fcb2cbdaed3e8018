"""Locking what may not be read by whoever gets hold of the database: keys that sign.

The secrets are BADGE_SECRET. What was locked with any of them opens; the first one locks. Without a
secret (production that was given none) nothing is locked or opened, and what needs it waits.
"""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app


class Locked(Exception):
    """There is no secret, or none that opens this."""


def is_there() -> bool:
    """Whether there is a secret to lock with."""
    return bool(current_app.config["SETTINGS"].badge_secrets())


def lock(secret: bytes) -> str:
    """`secret` as only this site can read it. Raises Locked without a secret of the site's."""
    return _box().encrypt(secret).decode()


def unlock(locked: str) -> bytes:
    """What was locked. Raises Locked if it cannot be opened."""
    try:
        return _box().decrypt(locked)
    except InvalidToken:
        raise Locked from None


def opens(locked: str) -> bool:
    """Whether this can be opened."""
    try:
        unlock(locked)
    except Locked:
        return False
    return True


def relock(locked: str) -> str:
    """The same, locked with the newest secret. Raises Locked if it cannot be opened."""
    try:
        return _box().rotate(locked).decode()
    except InvalidToken:
        raise Locked from None


def _box() -> MultiFernet:
    secrets = current_app.config["SETTINGS"].badge_secrets()
    if not secrets:
        raise Locked
    return _opened_by(secrets)


@lru_cache(maxsize=8)
def _opened_by(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    digest = hashlib.sha256(f"keys that sign badges\0{secret}".encode()).digest()
    return base64.urlsafe_b64encode(digest)
