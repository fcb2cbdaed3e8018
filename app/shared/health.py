"""Whether the site can do its work: what /healthz and /readyz say, and the doctor asks."""

from datetime import timedelta

from sqlalchemy import column, func, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from app.config import ROOT
from app.shared import mail, outbox
from app.shared.database import UtcDateTime, db, utcnow
from app.shared.worker import heartbeat_age

WORKER_SILENT = timedelta(minutes=2)
"""A worker that said nothing for so long has stopped. It speaks every ten seconds."""
MAIL_LATE = timedelta(minutes=15)
"""Mail that waits longer than this is stuck: a first failed try is repeated well before."""

SIGNING_LATE = timedelta(minutes=15)
"""Badges are signed every minute."""

NEWEST_MIGRATION = ROOT / "migrations" / "current_head.txt"

_NOTED = table("alembic_version", column("version_num"))
_CREDENTIALS = table("credentials", column("issued_at", UtcDateTime), column("signed_at"))


def healthz() -> str:
    """That this process answers. Asks nothing of anyone, so that a busy database restarts none."""
    return "ok"


def readyz() -> tuple[bool, list[str]]:
    """Whether everything that people rely on works, and in words what does not."""
    try:
        behind = migrations_missing()
        if behind:
            return False, [f"The database {behind}."]
        troubles = [words for words in (_worker(), _mail(), _badges()) if words]
    except SQLAlchemyError:
        db.session.rollback()
        return False, ["The database does not answer."]
    return not troubles, troubles or ["ok"]


def migrations_missing() -> str:
    """What a database has that is not the newest migration, in words; "" where it is that."""
    found, newest = _stands_at(), NEWEST_MIGRATION.read_text().strip()
    if found == [newest]:
        return ""
    return f"stands at migration {', '.join(found) or 'none'}, the code at {newest}"


def _stands_at() -> list[str]:
    """The migrations that Alembic has noted as the last ones: one, or none of a new database.

    Read as it keeps them, because a server that loaded Alembic for it would grow by a ninth.
    """
    connection = db.session.connection()
    if not inspect(connection).has_table(_NOTED.name):
        return []
    return list(connection.scalars(select(_NOTED.c.version_num)))


def _worker() -> str:
    silence = heartbeat_age()
    if silence is None:
        return "No worker has ever run: mail waits."
    return f"No worker for {_minutes(silence)}: mail waits." if silence > WORKER_SILENT else ""


def _mail() -> str:
    since = outbox.waiting_since() if mail.is_ready() else None
    if since is None or utcnow() - since <= MAIL_LATE:
        return ""
    return f"The oldest mail has waited for {_minutes(utcnow() - since)}."


def _badges() -> str:
    waits = select(func.min(_CREDENTIALS.c.issued_at)).where(_CREDENTIALS.c.signed_at.is_(None))
    since = db.session.scalar(waits)
    if since is None or utcnow() - since <= SIGNING_LATE:
        return ""
    return f"The oldest badge has waited for {_minutes(utcnow() - since)} to be signed."


def _minutes(wait: timedelta) -> str:
    return f"{int(wait.total_seconds() // 60)} minutes"
