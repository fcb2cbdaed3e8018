"""Adding a message to the caller's transaction."""

import re
import threading
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import current_app
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.shared.database import db, utcnow
from app.shared.outbox.models import Attachment, OutboxMessage

_KIND = re.compile(r"[a-z]+\.[a-z_]+")

wake = threading.Event()
"""Set when mail was committed in this process, so that its worker need not wait to look."""


def post(
    *,
    kind: str,
    to: str,
    full: bool,
    context: dict[str, Any],
    key: str | None = None,
    send_after: datetime | None = None,
    drop_after: datetime | None = None,
    attachments: Iterable[Attachment] = (),
    about: str | None = None,
    is_bulk: bool = False,
) -> OutboxMessage:
    """Add a message to the caller's transaction; it leaves once that is committed.

    `context` must be JSON. The same `key` twice is the same message: the first one stands.
    One of many posted together `is_bulk`: what one person waits for goes before it. After
    `drop_after` it is no longer worth sending and is marked dropped.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError(f"A kind of mail is named room.name, not {kind!r}")
    if key and (known := _by_key(key)):
        return known
    due = send_after or utcnow()
    message = OutboxMessage(
        kind=kind,
        recipient=to.replace("\0", "\N{REPLACEMENT CHARACTER}"),  # PostgreSQL keeps no NUL
        is_full=full,
        context=context,
        attachments=list(attachments),
        key=key,
        about=about,
        is_bulk=is_bulk,
        message_id=f"{uuid4().hex}@{_host()}",
        send_after=due,
        try_after=due,
        drop_after=drop_after,
    )
    if key is None:
        db.session.add(message)
        if not is_bulk:  # many are written together, by whatever asks or commits next
            db.session.flush()
    else:
        try:
            with db.session.begin_nested():
                db.session.add(message)
        except IntegrityError:  # someone else posted this key since we looked
            if known := _by_key(key):
                return known
            raise
    if not event.contains(db.session(), "after_commit", _wake):
        event.listen(db.session(), "after_commit", _wake)
    return message


def _by_key(key: str) -> OutboxMessage | None:
    return db.session.scalar(select(OutboxMessage).where(OutboxMessage.key == key))


def _host() -> str:
    host = urlsplit(current_app.config["SETTINGS"].site_url).hostname or "localhost"
    return "localhost" if ":" in host else host  # an IPv6 address cannot stand in a Message-ID


def _wake(session: Session) -> None:
    if not session.in_nested_transaction():  # a savepoint's end is not yet a commit
        wake.set()
