"""What a worker does with messages: take some, and mark what came of each."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import aliased

from app.shared.database import db, utcnow
from app.shared.outbox.models import OPEN, OutboxMessage, State

LEASE = timedelta(minutes=1)
"""How long a worker may hold a message before others take it for dead."""
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""Waits after the first failures; every later one is the last of these."""
MAX_ATTEMPTS = 75
"""With BACKOFF, about 72 hours of trying."""

_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def claim(limit: int, worker: str) -> Sequence[OutboxMessage]:
    """Take up to `limit` due messages for `worker`, detached from the session.

    What one person waits for goes before what was posted to many. Among each of these nobody's
    mail overtakes an earlier one to the same person. The caller commits, sends outside any
    transaction, and marks what came of it.
    """
    now = utcnow()
    _put_back_the_abandoned(now)
    _drop_the_late(now)
    earlier = aliased(OutboxMessage)
    is_before = and_(
        earlier.recipient == OutboxMessage.recipient,
        earlier.id < OutboxMessage.id,
        earlier.state.in_(OPEN),
        or_(OutboxMessage.is_bulk, earlier.is_bulk.is_(False)),
        or_(earlier.attempts > 0, earlier.try_after <= now),
    )
    due = (
        select(OutboxMessage)
        .where(
            OutboxMessage.state == State.QUEUED,
            OutboxMessage.try_after <= now,
            # The offset keeps PostgreSQL from joining all with all before it has taken the first.
            ~select(earlier.id).where(is_before).offset(0).exists(),
        )
        .order_by(OutboxMessage.is_bulk, OutboxMessage.try_after, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)  # SQLite ignores this: there, `writing` lets one in
    )
    messages = db.session.scalars(due).all()
    for message in messages:
        message.state = State.SENDING
        message.worker = worker
        message.lease_until = now + LEASE
        message.attempts += 1
    db.session.flush()
    for message in messages:
        db.session.expunge(message)
    return messages


def renew(ids: Collection[int], worker: str) -> set[int]:
    """Hold on to these for another LEASE; those that are still this worker's are returned."""
    held = update(OutboxMessage).where(OutboxMessage.id.in_(ids), *_held_by(worker))
    lease = held.values(lease_until=utcnow() + LEASE).returning(OutboxMessage.id)
    return set(db.session.scalars(lease))


def release(ids: Collection[int], worker: str) -> None:
    """Give back what was claimed and not tried: that was no attempt."""
    _mark(ids, worker, state=State.QUEUED, attempts=OutboxMessage.attempts - 1)


def sent(id: int, worker: str) -> None:
    """The mail server took it."""
    _mark([id], worker, state=State.SENT, sent_at=utcnow(), last_error=None)


def retry(id: int, worker: str, attempts: int, reason: str) -> None:
    """It did not go this time. Try again later, or give up after MAX_ATTEMPTS."""
    if attempts >= MAX_ATTEMPTS:
        give_up(id, worker, reason)
        return
    wait = BACKOFF[min(attempts, len(BACKOFF)) - 1]
    values = {"state": State.QUEUED, "try_after": utcnow() + wait}
    _mark([id], worker, **values, last_error=_without_addresses(reason))


def give_up(id: int, worker: str, reason: str) -> None:
    """It will never go. It stays, with its reason, where `flask outbox` lists it."""
    _mark([id], worker, state=State.DEAD, last_error=_without_addresses(reason))


def _put_back_the_abandoned(now: datetime) -> None:
    abandoned = OutboxMessage.state == State.SENDING, OutboxMessage.lease_until < now
    spent = OutboxMessage.attempts >= MAX_ATTEMPTS
    db.session.execute(
        update(OutboxMessage)
        .where(*abandoned, spent)
        .values(state=State.DEAD, last_error="Its worker died each time")
    )
    db.session.execute(update(OutboxMessage).where(*abandoned).values(state=State.QUEUED))


def _drop_the_late(now: datetime) -> None:
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == State.QUEUED, OutboxMessage.drop_after < now)
        .values(state=State.DROPPED, sent_at=now, last_error="Too late to be worth sending")
    )


def _mark(ids: Collection[int], worker: str, **values: Any) -> None:
    held = OutboxMessage.id.in_(ids), *_held_by(worker)
    values = {"lease_until": None, "worker": None, **values}
    db.session.execute(update(OutboxMessage).where(*held).values(**values))


def _held_by(worker: str) -> tuple[Any, Any]:
    return OutboxMessage.worker == worker, OutboxMessage.state == State.SENDING


def _without_addresses(reason: str) -> str:
    """Mail servers like to repeat the address they refuse."""
    return _ADDRESS.sub("(address)", reason).replace("\0", "")[:500]
