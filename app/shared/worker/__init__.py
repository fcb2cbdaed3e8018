"""The worker: sends mail from the outbox and does what must be done from time to time.

It runs as a thread beside the web process, or as `flask worker`. Any number may run at once:
claims and leases see to it that each thing is done by one of them.
"""

from app.shared.worker.delivery import BATCH, Delivery
from app.shared.worker.heartbeat import WorkerHeartbeat, heartbeat_age
from app.shared.worker.loop import Worker, start_thread
from app.shared.worker.tasks import Task, WorkerTask

__all__ = [
    "BATCH",
    "Delivery",
    "Task",
    "Worker",
    "WorkerHeartbeat",
    "WorkerTask",
    "heartbeat_age",
    "start_thread",
]
