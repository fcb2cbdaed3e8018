"""What the rooms above ask for, issuing and taking back, and what the worker does of it."""

from app.credentials.services.checking import verdict_on
from app.credentials.services.issuing import forget, issue, revoke
from app.credentials.services.keys import issuer_at, make_keys, relock, retire, rotate
from app.credentials.services.signing import sign_due

__all__ = [
    "forget",
    "issue",
    "issuer_at",
    "make_keys",
    "relock",
    "retire",
    "revoke",
    "rotate",
    "sign_due",
    "verdict_on",
]
