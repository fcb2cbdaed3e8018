"""The worker's transactions: short, its own, and committed here because it has no views."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from app.shared.database import db, writing

PAUSES = (0.5, 1.0, 2.0, 5.0)
"""Seconds between tries to write down what has already happened."""

log = logging.getLogger(__name__)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what is done inside, or none of it."""
    with writing():
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


def write_down(change: Callable[[], object]) -> None:
    """Commit `change`, trying again while the database is away for a moment.

    For what cannot be undone: a mail whose sending is forgotten would be sent twice.
    """
    for pause in PAUSES:
        try:
            with transaction():
                change()
            return
        except OperationalError as error:
            log.warning(f"Waiting for the database: {type(error).__name__}")
            time.sleep(pause)
    with transaction():
        change()
