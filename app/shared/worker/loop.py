"""The worker itself, and the thread it runs in."""

import logging
import os
import socket
import threading
from collections.abc import Sequence
from uuid import uuid4

from flask import Flask

from app.shared import outbox
from app.shared.worker.delivery import Delivery
from app.shared.worker.heartbeat import Heartbeat
from app.shared.worker.tasks import Task, run_if_due

POLL_SECONDS = 2.0
"""How soon mail that another process posted is noticed."""
LONGEST_PAUSE = 30.0
"""Seconds between tries while the database stays out of reach."""

log = logging.getLogger(__name__)


class Worker:
    """One pair of hands. `run` works until `stop`; `work` does whatever is due right now."""

    def __init__(self, app: Flask, tasks: Sequence[Task] = ()) -> None:
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:8]}"
        self._app = app
        self._tasks = tasks
        self._stopping = threading.Event()
        self._heartbeat = Heartbeat(self.name)
        self._delivery = Delivery(self.name, self._must_stop)

    def run(self) -> None:
        """Work until told to stop. No error ends it: it logs, waits and tries again."""
        troubles = 0
        while not self._must_stop():
            outbox.wake.clear()
            try:
                self.work()
            except Exception:
                log.exception("The worker could not work, and will try again")
                self._stopping.wait(min(2.0**troubles, LONGEST_PAUSE))
                troubles = min(troubles + 1, 10)
            else:
                troubles = 0
                outbox.wake.wait(POLL_SECONDS)

    def work(self) -> None:
        """Run the tasks that are due, then send mail until none is due."""
        with self._app.app_context():
            self._heartbeat.beat()
            for task in self._tasks:
                if not self._must_stop():
                    run_if_due(task, self.name)
            while not self._must_stop() and self._delivery.deliver():
                self._heartbeat.beat()

    def stop(self) -> None:
        """Finish the message in hand, give the others back, and end."""
        self._stopping.set()
        outbox.wake.set()

    def _must_stop(self) -> bool:
        # Python waits for this thread when the process ends: that is what tells it of the end,
        # for a server's processes run no atexit.
        return self._stopping.is_set() or not threading.main_thread().is_alive()


def start_thread(app: Flask, tasks: Sequence[Task] = ()) -> Worker | None:
    """Start a worker beside the web process, when the settings say so.

    Call it where the process that serves is already itself: a thread does not outlive a fork. A
    flask command that loads the app gets none.
    """
    if app.config["SETTINGS"].worker != "thread" or "FLASK_RUN_FROM_CLI" in os.environ:
        return None
    worker = Worker(app, tasks)
    threading.Thread(target=worker.run, name="worker").start()
    return worker
