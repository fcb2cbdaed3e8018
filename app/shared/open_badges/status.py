"""Which badges were withdrawn: one bit for each, in a list that is signed like a badge.

Whoever fetches it learns nothing about the one they are looking up: the list is long, the index of
each badge is drawn at random, and one list answers for all.
"""

import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app.shared.open_badges.contexts import CREDENTIALS
from app.shared.open_badges.encoding import base64url, from_base64url, moment

BITS = 131_072
"""The least that the standard allows, so that nobody is found by counting."""
MOST_BYTES = 1024 * 1024
"""What a list from elsewhere may unpack to."""


def status_list(
    list_url: str, issuer: str, revoked: Iterable[int], valid_from: datetime
) -> dict[str, Any]:
    """The list at `list_url` of the issuer with this DID, to be signed with sign() or as_jwt()."""
    return {
        "@context": [CREDENTIALS],
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment(valid_from),
        "credentialSubject": {
            "id": f"{list_url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
    }


def encoded(revoked: Iterable[int]) -> str:
    """The bits, packed. The same for the same indexes. Refuses with ValueError one out of range."""
    bits = bytearray(BITS // 8)
    for index in revoked:
        if not 0 <= index < BITS:
            raise ValueError(f"there is no place {index} in the list")
        bits[index // 8] |= 0x80 >> index % 8  # index 0 is the left-most bit
    return "u" + base64url(gzip.compress(bytes(bits), mtime=0))


def is_revoked(encoded_list: str, index: int) -> bool:
    """Whether the bit at `index` is set. Refuses with ValueError what is not such a list."""
    bits = _unpacked(encoded_list)
    if not 0 <= index < len(bits) * 8:
        raise ValueError("the index is not in the list")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def _unpacked(encoded_list: str) -> bytes:
    if not encoded_list.startswith("u"):
        raise ValueError("not base64url as multibase writes it")
    unpacking = zlib.decompressobj(wbits=31)
    try:
        bits = unpacking.decompress(from_base64url(encoded_list[1:]), MOST_BYTES)
    except zlib.error:
        raise ValueError("not a packed list") from None
    if not unpacking.eof or len(bits) * 8 < BITS:
        raise ValueError("a list that is too long, too short or cut off")
    return bits
