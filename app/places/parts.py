"""What other rooms' pages ask of this one."""

from flask import session

from app.shared.geography import Found, Position


def remembered_place() -> Found | None:
    """The place that this browser was asked to remember: it is in its cookie and in no row."""
    kept = session.get("place")
    if not kept:
        return None
    words, latitude, longitude = kept
    return Found(words, Position(latitude, longitude), "place")
