"""Places where a test may end the process, as a power cut would. Nothing else ever does.

FAILPOINT in the environment arms one by its name, and "name:3" the third time it is reached. The
worker's are named where they are; those around what a request writes have its endpoint's name:
bookings.create.before_flush, after_flush, before_commit and after_commit.
"""

import os
from collections.abc import Callable
from itertools import count

from flask import Flask, has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.shared.database import db

KILLED = 137
"""How a process ends that was killed: what its parent sees, whoever did it."""

_armed, _, _time = os.environ.get("FAILPOINT", "").partition(":")
_times = count(1)


def failpoint(name: str) -> None:
    """End the process here and now if this point is armed, with nothing tidied up."""
    if name == _armed and next(_times) == int(_time or 1):
        os._exit(KILLED)


def init_app(_app: Flask) -> None:
    """Where a point is armed, watch what requests write; otherwise nothing is watched."""
    if not _armed:
        return
    for moment in ("before_flush", "after_flush", "before_commit", "after_commit"):
        event.listen(db.session, moment, _reaching(moment))


def _reaching(moment: str) -> Callable[..., None]:
    def reached(session: Session, *_: object) -> None:
        # The end of a savepoint is no commit.
        is_inside = moment.endswith("commit") and session.in_nested_transaction()
        if has_request_context() and not is_inside:
            failpoint(f"{request.endpoint}.{moment}")

    return reached
