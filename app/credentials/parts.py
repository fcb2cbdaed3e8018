"""How a credential stands, and its files: for its own pages and for the rooms above."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from app.credentials.models import Achievement, Credential, CredentialState
from app.credentials.services.documents import (
    CannotSign,
    Files,
    credential_address,
    current_list,
    did_of,
    issuer_address,
    key_document,
    list_address,
    signed_files,
)
from app.credentials.services.neutral import called, called_before
from app.shared.formatting import full_date
from app.shared.open_badges.baking import bake_png, bake_svg
from app.shared.open_badges.picture import ring, ring_png
from app.shared.waking import own_zone

__all__ = [
    "CannotSign",
    "Check",
    "called",
    "called_before",
    "check",
    "credential_address",
    "current_list",
    "did_of",
    "file_name",
    "files",
    "issuer_address",
    "key_document",
    "list_address",
    "picture",
    "png",
    "svg",
]

A_MOMENT = timedelta(microseconds=1)
"""What runs until midnight has the day before as its last."""


@dataclass(frozen=True)
class Check:
    """What whoever checks a credential is told first."""

    label: str
    look: str
    words: str
    given: str
    until: str
    did: str
    """Who signed it."""
    list_address: str
    """Where it is looked up whether it was withdrawn."""


def check(credential: Credential, now: datetime) -> Check:
    """How a credential stands, in words. That it was withdrawn is said, and never why."""
    ends = credential.valid_until
    given, until = _day(credential.valid_from), _day(ends - A_MOMENT) if ends else ""
    label, look, words = {
        CredentialState.VALID: ("Valid", "ok", f"Given on {given}."),
        CredentialState.NOT_YET: ("Not yet valid", "few", f"It counts from {given}."),
        CredentialState.ENDED: ("Ended", "few", f"Given on {given}. It ran until {until}."),
        CredentialState.WITHDRAWN: ("No longer valid", "off", f"Given on {given}, and withdrawn."),
    }[credential.state_at(now)]
    issuer = credential.achievement.issuer
    addresses = did_of(issuer), list_address(credential.status_list, issuer)
    return Check(label, look, words, given, until, *addresses)


def files(credential: Credential) -> Files:
    """The signed JSON and JWT: as the worker kept them, or the very same made for this answer.

    Raises CannotSign where it must wait. `credential` is one of queries.file(), with both.
    """
    if credential.is_signed:
        return Files(credential.document or "", credential.jwt or "")
    return signed_files(credential)


def picture(achievement: Achievement) -> str:
    """The badge itself, as SVG, with no words in it."""
    return ring(achievement.icon, achievement.layer)


def svg(credential: Credential) -> bytes:
    """The picture with the signed credential in it."""
    return bake_svg(picture(credential.achievement).encode(), files(credential).document)


def png(credential: Credential) -> bytes:
    """The same as PNG."""
    return bake_png(_dots(picture(credential.achievement)), files(credential).document)


def file_name(credential: Credential, ending: str) -> str:
    """What a file of this credential is called when it is saved: nothing of what is in it."""
    return f"badge-{credential.public_id[:8]}.{ending}"


def _day(moment: datetime) -> str:
    return full_date(moment.astimezone(own_zone()))


@lru_cache(maxsize=32)
def _dots(svg: str) -> bytes:
    return ring_png(svg)
