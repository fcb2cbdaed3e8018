"""What one browser remembers of itself, in the one signed cookie it has.

Nothing here says who someone is. The cookie goes when the browser closes, or at once with "Leave
this page"; the database keeps only a hash of the key in it.
"""

from flask import request, session

from app.shared.codes import hashed, new_key

_KEY = "browser"

# In this order: most browsers also claim to be one that comes later.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def known_key() -> str | None:
    """The hashed key of this browser, or None if it never opened a form here."""
    key = session.get(_KEY)
    return hashed(key) if isinstance(key, str) else None


def made_key() -> str:
    """The hashed key of this browser, which is given one if it has none."""
    if not isinstance(session.get(_KEY), str):
        session[_KEY] = new_key()
    return hashed(session[_KEY])


def described() -> str:
    """This browser in words its owner knows it by, "Firefox on Android", and no closer."""
    said = request.headers.get("User-Agent", "")
    name = next((name for sign, name in _BROWSERS.items() if sign in said), "A browser")
    device = next((device for sign, device in _DEVICES.items() if sign in said), "")
    return f"{name} on {device}" if device else name
