"""Issuing and taking back, in the transaction of whoever asks. Nothing is signed here: that is the
worker's (signing.py), so that awarding a badge to a whole room full of people is quick."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from secrets import randbelow

from sqlalchemy import delete, update

from app.credentials import queries
from app.credentials.models import (
    Achievement,
    Credential,
    Facts,
    Issuer,
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
    hold(issuer)  # so that two at once take two bits of the list
    achievement = _achievement(issuer, facts)
    status_list, index = _free_bit(issuer)
    credential = Credential(
        achievement=achievement,
        status_list=status_list,
        status_index=index,
        evidence=list(facts.evidence),
        endorsements=list(facts.endorsements),
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        **_identity(facts.email),
    )
    db.session.add(credential)
    db.session.flush()
    return credential


def revoke(credential: Credential) -> None:
    """Take a credential back, for good. Twice is once."""
    if credential.revoked_at is not None:
        return
    credential.revoked_at = utcnow()
    lists = update(StatusList).where(StatusList.id == credential.status_list_id)
    db.session.execute(lists.values(is_stale=True))
    db.session.flush()


def forget(credentials: Iterable[Credential]) -> None:
    """Keep nothing of these any longer: their addresses are unknown from then on."""
    ids = [credential.id for credential in credentials]
    db.session.execute(delete(Credential).where(Credential.id.in_(ids)))


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
        found = Achievement(issuer=issuer, digest=digest, **said)
        db.session.add(found)
        db.session.flush()
    return found


def _free_bit(issuer: Issuer) -> tuple[StatusList, int]:
    """A bit that nobody has, at random: it tells neither when nor after whom one was issued."""
    status_list = queries.newest_list(issuer)
    if status_list is not None:
        for _ in range(TRIES):
            index = randbelow(BITS)
            if not queries.is_taken(status_list, index):
                return status_list, index
    number = status_list.number + 1 if status_list else 1
    status_list = StatusList(issuer=issuer, number=number)
    db.session.add(status_list)
    db.session.flush()
    return status_list, randbelow(BITS)


def _identity(email: str | None) -> dict[str, str]:
    if not email:
        return {}
    salt = new_key()
    return {"email_hash": hashed(email, salt), "email_salt": salt}
