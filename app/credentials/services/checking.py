"""Checking a file as anyone else would, with the keys and lists of this site at hand."""

import re
from datetime import datetime
from typing import Any

from app.credentials import queries
from app.credentials.models import Issuer
from app.credentials.services import documents
from app.shared.open_badges.verifying import Verdict, verify

MOST_DIGITS = 6
"""Of the number of a list. Nobody ever fills so many."""
_NAME = re.compile(r"[0-9a-f-]{36}")
"""What a public id looks like. A badge may name anything, and not all of it can be asked for."""


def verdict_on(badge: dict[str, Any] | str, now: datetime) -> Verdict:
    """What a badge is worth: its document, the same as JSON, or a JWT. Who signed it is known only
    if it is one of ours, and nothing is fetched from anyone."""
    return verify(badge, now, _key, _list)


def _key(method: str) -> str | None:
    """The public key of this name; None where the issuer is none of ours, "" where it is and has no
    such key."""
    did, _, fragment = method.partition("#")
    issuer = _issuer(did.rpartition(":")[2])
    if issuer is None or documents.did_of(issuer) != did:
        return None
    keys = map(documents.key_pair, queries.keys_of(issuer))
    return next((key.public for key in keys if key.fragment == fragment), "")


def _list(url: str) -> str | None:
    """The signed list at this address, if it is one of ours."""
    path, _, number = url.rpartition("/status/")
    name = path.rpartition("/")[2]
    if not (number.isdecimal() and len(number) <= MOST_DIGITS and _NAME.fullmatch(name)):
        return None
    found = queries.list_named(name, int(number))
    if found is None or documents.list_address(found) != url:
        return None
    try:
        return documents.current_list(found).document
    except documents.CannotSign:
        return None


def _issuer(name: str) -> Issuer | None:
    return queries.issuer_named(name) if _NAME.fullmatch(name) else None
