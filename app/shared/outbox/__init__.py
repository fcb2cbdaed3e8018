"""Mail as rows, written in the transaction that gives reason for it, sent afterwards by a worker.

What is rolled back leaves no mail, and what is committed cannot lose one. A message is sent at
least once: only a process that dies between the server's yes and our mark repeats one, always with
the same Message-ID.
"""

from app.shared.outbox.keeping import (
    KEEP_ROW,
    KEEP_WORDS,
    MOST_A_DAY,
    blank,
    drop,
    erase,
    forget,
    has_had_enough,
    is_known,
    is_waiting,
    latest,
    line,
    queue_again,
    try_now,
    unsent,
    waiting_since,
    was_refused,
    who_had_enough,
)
from app.shared.outbox.models import Attachment, OutboxMessage, State
from app.shared.outbox.posting import post, wake
from app.shared.outbox.sending import (
    BACKOFF,
    LEASE,
    MAX_ATTEMPTS,
    claim,
    give_up,
    release,
    renew,
    retry,
    sent,
)

__all__ = [
    "BACKOFF",
    "KEEP_ROW",
    "KEEP_WORDS",
    "LEASE",
    "MAX_ATTEMPTS",
    "MOST_A_DAY",
    "Attachment",
    "OutboxMessage",
    "State",
    "blank",
    "claim",
    "drop",
    "erase",
    "forget",
    "give_up",
    "has_had_enough",
    "is_known",
    "is_waiting",
    "latest",
    "line",
    "post",
    "queue_again",
    "release",
    "renew",
    "retry",
    "sent",
    "try_now",
    "unsent",
    "waiting_since",
    "wake",
    "was_refused",
    "who_had_enough",
]
