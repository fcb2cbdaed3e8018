"""Signs of life, so that /readyz can tell when nobody sends the mail."""

import time
from datetime import timedelta

from sqlalchemy import String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment, db, utcnow
from app.shared.worker.transactions import transaction

EVERY_SECONDS = 10.0
FORGET = timedelta(days=1)
"""A worker that was silent this long has ended."""


class WorkerHeartbeat(Model):
    """When a worker last said that it lives."""

    __tablename__ = "worker_heartbeats"

    name: Mapped[str] = mapped_column(String(80), unique=True)
    seen_at: Mapped[Moment]


class Heartbeat:
    """Writes down at most every EVERY_SECONDS that `worker` lives."""

    def __init__(self, worker: str) -> None:
        self._worker = worker
        self._next = 0.0  # by a clock that nobody turns back

    def beat(self) -> None:
        """Say so, if it is time."""
        if time.monotonic() < self._next:
            return
        now = utcnow()
        mine = WorkerHeartbeat.name == self._worker
        with transaction():
            ended = WorkerHeartbeat.seen_at < now - FORGET
            db.session.execute(delete(WorkerHeartbeat).where(ended))
            seen = update(WorkerHeartbeat).where(mine).values(seen_at=now)
            if not db.session.scalars(seen.returning(WorkerHeartbeat.id)).all():
                db.session.add(WorkerHeartbeat(name=self._worker, seen_at=now))
        self._next = time.monotonic() + EVERY_SECONDS


def heartbeat_age() -> timedelta | None:
    """How long ago any worker was seen; None when none ever was."""
    seen_at = db.session.scalar(select(func.max(WorkerHeartbeat.seen_at)))
    return utcnow() - seen_at if seen_at else None
