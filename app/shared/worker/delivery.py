"""Sending what is due, a batch at a time."""

import logging
import time
from collections.abc import Callable

from app.shared import mail, outbox
from app.shared.failpoints import failpoint
from app.shared.worker.transactions import transaction, write_down

BATCH = 20
"""Messages claimed at once and sent over one connection."""
RENEW_SECONDS = 10.0
"""Leases are renewed this often, so that what is left always covers mail.SEND_SECONDS."""
LONGEST_PAUSE = 60.0
"""Seconds between tries while the mail server stays out of reach."""

log = logging.getLogger(__name__)


class Delivery:
    """Sends mail for `worker`, and leaves a mail server in trouble alone for a while."""

    def __init__(self, worker: str, is_stopping: Callable[[], bool]) -> None:
        self._worker = worker
        self._is_stopping = is_stopping
        self._troubles = 0
        self._next_try = self._renew_at = 0.0  # by a clock that nobody turns back

    def deliver(self) -> bool:
        """Send one batch; says whether there may be more to send at once.

        What cannot be tried now, because the server is in trouble or the worker is to stop, is
        given back.
        """
        if time.monotonic() < self._next_try or not mail.is_ready():
            return False
        with transaction():
            messages = outbox.claim(BATCH, self._worker)
            failpoint("worker.before_claim")
        failpoint("worker.after_claim")
        self._renew_at = time.monotonic() + RENEW_SECONDS
        left = {message.id for message in messages}
        with mail.Postbox() as postbox:
            for message in messages:
                if self._is_stopping():
                    break
                self._hold(left)
                if message.id not in left:
                    continue  # another worker took this one for dead
                left.remove(message.id)
                if not self._send(postbox, message):
                    break
        if left:
            write_down(lambda: outbox.release(left, self._worker))
        return bool(messages) and not left

    def _hold(self, left: set[int]) -> None:
        if time.monotonic() > self._renew_at:
            with transaction():
                left &= outbox.renew(left, self._worker)
            self._renew_at = time.monotonic() + RENEW_SECONDS

    def _send(self, postbox: mail.Postbox, message: outbox.OutboxMessage) -> bool:
        """Whether the mail server is well."""
        id, me = message.id, self._worker
        try:
            failpoint("worker.before_send")
            postbox.send(message)
            failpoint("worker.after_send")
        except mail.NotNow as trouble:
            reason, attempts = str(trouble), message.attempts
            write_down(lambda: outbox.retry(id, me, attempts, reason))
            log.warning(f"Mail {id} ({message.kind}) must wait: see `flask outbox`")
            self._pause()
            return False
        except mail.Refused as refusal:
            reason = str(refusal)
            write_down(lambda: outbox.give_up(id, me, reason))
            log.warning(f"Mail {id} ({message.kind}) will never go: see `flask outbox`")
        else:
            write_down(lambda: self._mark_sent(id))
            failpoint("worker.after_mark")
        self._troubles = 0
        return True

    def _mark_sent(self, id: int) -> None:
        outbox.sent(id, self._worker)
        failpoint("worker.before_mark")

    def _pause(self) -> None:
        self._troubles += 1
        self._next_try = time.monotonic() + min(2.0 ** (self._troubles - 1), LONGEST_PAUSE)
