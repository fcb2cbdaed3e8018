"""What the worker does: signs what waits, and renews the lists of what was withdrawn.

Read, then sign outside any transaction, then write: nobody waits for the arithmetic, and a worker
that is killed loses at most one batch, which the next one signs just the same.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from app.credentials import queries
from app.credentials.models import Credential, Issuer, KeyKind
from app.credentials.services import keys
from app.credentials.services.documents import (
    CannotSign,
    Files,
    Signers,
    signed,
    signed_list,
    signers_of,
    unsigned,
)
from app.shared import vault
from app.shared.database import db, utcnow
from app.shared.failpoints import failpoint
from app.shared.holding import hold
from app.shared.worker.transactions import transaction

BATCH = 50
"""Signed between two looks at the database: about a second of work."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Waiting:
    """What is to be signed, as it was read: no row, for a row would be read again."""

    id: int
    unsigned: dict[str, Any]
    issued_at: datetime
    by: Signers


def sign_due() -> int:
    """Sign every credential that waits, and renew every stale list; says how many were signed.

    What cannot be signed waits and holds up nothing else. Without BADGE_SECRET all of it waits.
    """
    if not vault.is_there():
        return 0
    done, after = 0, 0
    while True:
        with transaction():
            batch, after = _read(after)
        if not after:
            break
        ready = [(one, files) for one in batch if (files := _sign(one))]
        failpoint("credentials.signed")
        with transaction():
            done += sum(_write(one, files) for one, files in ready)
        failpoint("credentials.written")
    with transaction():
        stale = queries.stale_lists()
    for list_id in stale:
        with transaction():
            _renew(list_id)
    return done


def _read(after: int) -> tuple[Sequence[_Waiting], int]:
    """The next batch and the number of its last one; 0 where none is left."""
    rows = queries.unsigned(after, BATCH)
    signers: dict[int, Signers | None] = {}
    for issuer in {row.achievement.issuer_id: row.achievement.issuer for row in rows}.values():
        signers[issuer.id] = _signers(issuer)
    batch = [
        _Waiting(row.id, unsigned(row), row.issued_at, by)
        for row in rows
        if (by := signers[row.achievement.issuer_id])
    ]
    return batch, rows[-1].id if rows else 0


def _signers(issuer: Issuer) -> Signers | None:
    """The keys of an issuer, made if there are none yet; nothing where they do not open."""
    if len(queries.keys_in_use(issuer)) < len(KeyKind):
        keys.make_keys(issuer)
    try:
        return signers_of(issuer)
    except CannotSign:
        log.error("The keys of issuer %s do not open with BADGE_SECRET", issuer.id)
        return None


def _sign(one: _Waiting) -> Files | None:
    try:
        return signed(one.unsigned, one.issued_at, one.by)
    except Exception:
        log.exception("Credential %s cannot be signed", one.id)
        return None


def _write(one: _Waiting, files: Files) -> int:
    """1 where this was the first to sign it, else 0: another worker may have."""
    waits = Credential.id == one.id, Credential.signed_at.is_(None)
    written = (
        update(Credential)
        .where(*waits)
        .values(signed_at=utcnow(), key_id=one.by.key_id, document=files.document, jwt=files.jwt)
        .returning(Credential.id)
    )
    return len(db.session.scalars(written).all())


def _renew(list_id: int) -> None:
    """Sign one list as it stands. Held first: what is withdrawn meanwhile makes it stale again."""
    status_list = queries.list_with_issuer(list_id)
    hold(status_list)
    by = _signers(status_list.issuer)
    if by is not None:
        files = signed_list(status_list, by)
        status_list.document, status_list.jwt = files.document, files.jwt
        status_list.made_at, status_list.is_stale = utcnow(), False
        db.session.flush()
