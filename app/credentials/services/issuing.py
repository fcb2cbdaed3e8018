"""Issuing and taking back, in the transaction of whoever asks. Nothing is signed here: that is the
worker's (signing.py), so that awarding a badge to a whole room full of people is quick."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from secrets import randbelow
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.credentials import queries
from app.credentials.models import (
    Achievement,
    Credential,
    Facts,
    Issuer,
    SpentBit,
    StatusList,
)
from app.credentials.services import keys
from app.credentials.services.neutral import without_telling
from app.organisations.models import Organisation
from app.shared.codes import new_key
from app.shared.database import db, utcnow
from app.shared.holding import hold
from app.shared.open_badges.documents import hashed
from app.shared.open_badges.status import BITS

WEB = ("https://", "http://")
TRIES = 20
"""For a free bit at random. A list where so many are taken is nearly full: the next one begins."""


def issue(group: Organisation, facts: Facts) -> Credential:
    """A new credential, signed for `group`, that says `facts`. The caller keeps whose it is.

    Its address works as soon as the caller commits; a group's first one makes its keys. What would
    tell is left out of a neutral one.
    """
    if facts.is_neutral:
        facts = without_telling(facts)
    issuer = keys.issuer_of(group)
    return _with_a_bit(
        issuer,
        {
            "achievement": _achievement(issuer, facts),
            "evidence": list(facts.evidence),
            "endorsements": list(facts.endorsements),
            "valid_from": facts.valid_from,
            "valid_until": facts.valid_until,
            **_identity(facts.email),
        },
    )


def revoke(credential: Credential) -> None:
    """Take a credential back, for good. Twice is once."""
    if credential.revoked_at is not None:
        return
    credential.revoked_at = utcnow()
    lists = update(StatusList).where(StatusList.id == credential.status_list_id)
    db.session.execute(lists.values(is_stale=True))
    db.session.flush()


def forget(credentials: Iterable[Credential]) -> None:
    """Keep nothing of these any longer: their addresses are unknown from then on. Files of them may
    be anywhere, so what is withdrawn stays withdrawn, and nobody else gets their bits."""
    these = Credential.id.in_([credential.id for credential in credentials])
    bits = select(
        Credential.status_list_id, Credential.status_index, Credential.revoked_at.is_not(None)
    )
    kept = ["status_list_id", "status_index", "is_withdrawn"]
    db.session.execute(insert(SpentBit).from_select(kept, bits.where(these)))
    db.session.execute(delete(Credential).where(these))


def _achievement(issuer: Issuer, facts: Facts) -> Achievement:
    """The row with these very words; the wording of a badge may change, what was signed may not."""
    said = {
        "is_neutral": facts.is_neutral,
        "name": facts.name,
        "description": facts.description,
        "criteria": list(facts.criteria),
        "group_name": facts.group_name,
        "skills": list(facts.skills),
        "alignment": [asdict(link) for link in facts.alignment if link.url.startswith(WEB)],
        "icon": facts.icon,
        "layer": facts.layer,
    }
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    found = queries.achievement_worded(issuer, digest)
    if found is None:
        hold(issuer)  # two at once write one row
        found = queries.achievement_worded(issuer, digest)
    if found is None:
        found = Achievement(issuer=issuer, digest=digest, **said)
        db.session.add(found)
        db.session.flush()
    return found


def _with_a_bit(issuer: Issuer, says: dict[str, Any]) -> Credential:
    """The credential with a bit of a list at random, which tells neither when nor after whom it was
    issued. Whoever issues at the same time is not made to wait."""
    status_list = queries.newest_list(issuer) or _next_list(issuer, 1)
    while True:
        for _ in range(TRIES):
            if credential := _on(status_list, randbelow(BITS), says):
                return credential
        status_list = _next_list(issuer, status_list.number + 1)


def _on(status_list: StatusList, index: int, says: dict[str, Any]) -> Credential | None:
    """The credential with this bit; None where somebody has it, or had."""
    if queries.is_spent(status_list, index):
        return None
    credential = Credential(status_list=status_list, status_index=index, **says)
    try:
        with db.session.begin_nested():
            db.session.add(credential)
            db.session.flush()
    except IntegrityError:
        if not queries.is_taken(status_list, index):
            raise
        return None
    return credential


def _next_list(issuer: Issuer, number: int) -> StatusList:
    hold(issuer)  # two at once begin one list
    newest = queries.newest_list(issuer)
    if newest is None or newest.number < number:
        newest = StatusList(issuer=issuer, number=number)
        db.session.add(newest)
        db.session.flush()
    return newest


def _identity(email: str | None) -> dict[str, str]:
    if not email:
        return {}
    salt = new_key()
    return {"email_hash": hashed(email, salt), "email_salt": salt}
