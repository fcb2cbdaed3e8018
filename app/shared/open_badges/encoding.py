"""Small ways of writing: JSON without spaces, base64url without padding, moments in UTC."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any


def compact_json(value: Any) -> str:
    """JSON in ASCII, the same for the same content, so that it is the same file again."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def base64url(raw: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes of base64url without padding. Refuses anything else with ValueError."""
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64url(raw) != text:  # Python passes over signs it does not know
        raise ValueError("not base64url")
    return raw


def moment(when: datetime) -> str:
    """2026-11-22T19:30:00Z. A moment without a zone is UTC, as the database keeps it."""
    utc = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: Any) -> datetime:
    """The moment that a document names, which must say its zone. Refuses others with ValueError."""
    when = datetime.fromisoformat(text if isinstance(text, str) else "")
    if when.tzinfo is None:
        raise ValueError("a moment without a zone")
    return when
