"""What is done every so often, by one worker at a time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import String, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.shared.database import Model, Moment, db, utcnow
from app.shared.worker.transactions import transaction, write_down

LEASE = timedelta(minutes=10)
"""How long a task may take before its worker is taken for dead."""
AFTER_FAILURE = timedelta(minutes=5)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """Something to run every so often, in a transaction of its own. Must bear running twice."""

    name: str
    every: timedelta
    run: Callable[[], object]


class WorkerTask(Model):
    """When a task is next due, and who is at it."""

    __tablename__ = "worker_tasks"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    next_run_at: Mapped[Moment]
    lease_until: Mapped[Moment | None]
    worker: Mapped[str | None] = mapped_column(String(80))


def run_if_due(task: Task, worker: str) -> None:
    """Run `task` unless another worker does or it is not time. A failure is logged, not raised."""
    if not _looks_due(task) or not _take(task, worker):
        return
    wait = task.every
    try:
        with transaction():
            task.run()
    except Exception:
        log.exception(f"The task {task.name} failed, and will be tried again")
        wait = min(wait, AFTER_FAILURE)
    mine = WorkerTask.name == task.name, WorkerTask.worker == worker
    next_time = {"next_run_at": utcnow() + wait, "lease_until": None, "worker": None}
    write_down(lambda: db.session.execute(update(WorkerTask).where(*mine).values(next_time)))


def _looks_due(task: Task) -> bool:
    """A look without the write lock, for it is nearly always no."""
    next_run_at = select(WorkerTask.next_run_at).where(WorkerTask.name == task.name)
    moment = db.session.scalar(next_run_at)
    db.session.rollback()
    return moment is None or moment <= utcnow()


def _take(task: Task, worker: str) -> bool:
    now = utcnow()
    known = select(WorkerTask.id).where(WorkerTask.name == task.name)
    free = or_(WorkerTask.lease_until.is_(None), WorkerTask.lease_until < now)
    due = WorkerTask.name == task.name, WorkerTask.next_run_at <= now, free
    lease = {"lease_until": now + LEASE, "worker": worker}
    try:
        with transaction():
            if db.session.scalar(known) is None:
                db.session.add(WorkerTask(name=task.name, next_run_at=now))
                db.session.flush()
            taken = update(WorkerTask).where(*due).values(lease).returning(WorkerTask.id)
            return bool(db.session.scalars(taken).all())
    except IntegrityError:  # another worker was the first to hear of it
        return False
