"""What the rooms above ask for, issuing and taking back, what the worker does of it, and badges
that people bring from elsewhere."""

from app.credentials.services.checking import verdict_on
from app.credentials.services.elsewhere import bring_in, look_again, remove
from app.credentials.services.issuing import forget, issue, revoke
from app.credentials.services.keys import issuer_at, make_keys, relock, retire, rotate
from app.credentials.services.signing import sign_due

__all__ = [
    "bring_in",
    "forget",
    "issue",
    "issuer_at",
    "look_again",
    "make_keys",
    "relock",
    "remove",
    "retire",
    "revoke",
    "rotate",
    "sign_due",
    "verdict_on",
]
