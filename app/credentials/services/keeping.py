"""What had to be signed for an answer, because the worker has not come to it yet, is kept for a
minute in this process: whoever asks for it again and again has it signed once."""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import TypeVar

from app.shared.database import utcnow

LASTS = timedelta(minutes=1)
MOST = 200
"""Of some 10 KB each; more, and all are made anew."""

Made = TypeVar("Made")

_kept: dict[Hashable, tuple[datetime, object]] = {}


def kept(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` answers, or answered for this key a moment ago. The key says all that it is made
    of, so that nothing old is ever answered; what could not be made is tried again."""
    now = utcnow()
    since, made = _kept.get(key, (None, None))
    if since is not None and timedelta() <= now - since < LASTS:
        return made  # type: ignore[return-value]
    found = make()
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = now, found
    return found
