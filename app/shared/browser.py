"""What one browser remembers of itself, in the one signed cookie it has.

Nothing here says who someone is. The cookie goes when the browser closes, or at once with "Leave
this page"; the database keeps only a hash of the key in it.
"""

from flask import session

from app.shared.codes import hashed, new_key

_KEY = "browser"


def known_key() -> str | None:
    """The hashed key of this browser, or None if it never opened a form here."""
    key = session.get(_KEY)
    return hashed(key) if isinstance(key, str) else None


def made_key() -> str:
    """The hashed key of this browser, which is given one if it has none."""
    if not isinstance(session.get(_KEY), str):
        session[_KEY] = new_key()
    return hashed(session[_KEY])
