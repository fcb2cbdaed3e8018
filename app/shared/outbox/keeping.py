"""Looking at the outbox, and emptying it in time."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, case, delete, func, or_, select, update

from app.shared.database import db, utcnow
from app.shared.outbox.models import OPEN, OutboxMessage, State

KEEP_WORDS = timedelta(hours=24)
"""What a message said is blanked this long after it was sent."""
KEEP_ROW = timedelta(days=30)
"""That it was sent is forgotten this long after."""
MOST_A_DAY = 25
"""Mails to one address that nobody proved to be theirs. Who plans a busy month gets all of them."""
AT_ONCE = 5_000
"""Addresses asked about in one question, which no database takes without end."""
DONE = (State.SENT, State.DROPPED)


def waiting_since(now: datetime | None = None) -> datetime | None:
    """When the oldest message that should have gone by now was due; None when all have gone."""
    now = now or utcnow()
    overdue = OutboxMessage.state.in_(OPEN), OutboxMessage.send_after <= now
    return db.session.scalar(select(func.min(OutboxMessage.send_after)).where(*overdue))


def has_had_enough(to: str) -> bool:
    """Whether so much went to this address today that it cannot be its owner who asks for it.

    Nobody proves an address to book or to follow, so anyone can type somebody else's.
    """
    since = utcnow() - timedelta(days=1)
    return (db.session.scalar(_HOW_MANY, {"to": to, "since": since}) or 0) >= MOST_A_DAY


def who_had_enough(addresses: Collection[str]) -> set[str]:
    """Those of these addresses that had enough, as `has_had_enough` says it of one."""
    since, listed, found = utcnow() - timedelta(days=1), list(addresses), set()
    for start in range(0, len(listed), AT_ONCE):
        often = (
            select(OutboxMessage.recipient)
            .where(OutboxMessage.recipient.in_(listed[start : start + AT_ONCE]))
            .where(OutboxMessage.created_at > since)
            .group_by(OutboxMessage.recipient)
            .having(func.count() >= MOST_A_DAY)
        )
        found |= set(db.session.scalars(often))
    return found


def latest(limit: int = 50) -> Sequence[OutboxMessage]:
    """The newest messages, sent or not, newest first."""
    newest = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(limit)
    return db.session.scalars(newest).all()


def unsent() -> Sequence[OutboxMessage]:
    """Messages that wait or will never go, oldest first."""
    states = OutboxMessage.state.in_([*OPEN, State.DEAD])
    return db.session.scalars(select(OutboxMessage).where(states).order_by(OutboxMessage.id)).all()


def line(message: OutboxMessage) -> str:
    """A message in one line for a terminal, its address only hinted at: k…@e…"""
    local, _, domain = message.recipient.rpartition("@")
    facts = [
        f"{message.id}  {message.state}  {message.kind}  {local[:1]}…@{domain[:1]}…",
        f"due {message.send_after:%Y-%m-%d %H:%M} UTC, tried {message.attempts} times",
    ]
    if message.state == State.QUEUED and message.attempts:
        facts.append(f"next {message.try_after:%H:%M} UTC")
    return "  ".join([*facts, message.last_error or ""]).rstrip()


def is_known(about: str) -> bool:
    """Whether there is a message about this, gone or not."""
    found = select(OutboxMessage.id).where(OutboxMessage.about == about).limit(1)
    return db.session.scalar(found) is not None


def is_waiting(about: str, kind: str) -> bool:
    """Whether mail of this kind about this has still to go."""
    waits = OutboxMessage.about == about, OutboxMessage.kind == kind, OutboxMessage.state.in_(OPEN)
    return db.session.scalar(select(OutboxMessage.id).where(*waits).limit(1)) is not None


def was_refused(about: str) -> bool:
    """Whether the newest message about this could not be delivered."""
    newest = (
        select(OutboxMessage.state)
        .where(OutboxMessage.about == about)
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )
    return db.session.scalar(newest) == State.DEAD


def try_now(ids: Collection[int] | None = None) -> int:
    """Let dead messages start again, and waiting ones among `ids` go at once; says how many.

    Without `ids`: all dead ones.
    """
    chosen = OutboxMessage.state == State.DEAD
    if ids is not None:
        chosen = OutboxMessage.id.in_(ids) & OutboxMessage.state.in_([State.DEAD, State.QUEUED])
    fresh = (
        update(OutboxMessage)
        .where(chosen)
        .values(state=State.QUEUED, try_after=utcnow(), attempts=0)
        .returning(OutboxMessage.id)
    )
    return len(db.session.scalars(fresh).all())


def drop(about: str, *kinds: str) -> None:
    """Let mail of these kinds about this not go, where it has not gone yet. Its key is free again:
    if it is posted once more, it is true once more, and goes."""
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.about == about, OutboxMessage.kind.in_(kinds))
        .where(OutboxMessage.state == State.QUEUED)
        .values(state=State.DROPPED, sent_at=utcnow(), key=None)
    )


def queue_again(about: str, kind: str, since: datetime, earliest: datetime) -> None:
    """Let mail of this kind about this go after all that was dropped at `since` or later, not
    before `earliest`; what is blank has nothing left to say."""
    due = case((OutboxMessage.try_after < earliest, earliest), else_=OutboxMessage.try_after)
    db.session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.about == about, OutboxMessage.kind == kind)
        .where(OutboxMessage.state == State.DROPPED, OutboxMessage.sent_at >= since)
        .where(OutboxMessage.is_blank.is_(False))
        .values(state=State.QUEUED, sent_at=None, try_after=due)
    )


def blank(kind: str) -> None:
    """Blank what was sent of this kind, or dropped, without waiting KEEP_WORDS."""
    _blank(OutboxMessage.state.in_(DONE), OutboxMessage.kind == kind)


def erase(about: str) -> None:
    """Remove every message about this, unsent ones too."""
    db.session.execute(delete(OutboxMessage).where(OutboxMessage.about == about))


def forget(now: datetime | None = None) -> None:
    """Blank what was sent KEEP_WORDS ago, and remove what ended KEEP_ROW ago."""
    now = now or utcnow()
    done = OutboxMessage.state.in_(DONE)
    ended = or_(
        done & (OutboxMessage.sent_at < now - KEEP_ROW),
        (OutboxMessage.state == State.DEAD) & (OutboxMessage.try_after < now - KEEP_ROW),
    )
    db.session.execute(delete(OutboxMessage).where(ended))
    _blank(done, OutboxMessage.sent_at < now - KEEP_WORDS)


def _blank(*which: ColumnElement[bool]) -> None:
    db.session.execute(
        update(OutboxMessage)
        .where(*which, OutboxMessage.is_blank.is_(False))
        .values(context={}, attachments=[], is_blank=True)
    )


_HOW_MANY = select(func.count()).where(
    OutboxMessage.recipient == bindparam("to"), OutboxMessage.created_at > bindparam("since")
)
