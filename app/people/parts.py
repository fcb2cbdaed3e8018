"""What other rooms' pages ask of this one."""

from flask import session
from flask_login import current_user

from app.people.models import Person


def person_here() -> Person | None:
    """Who is signed in in this browser; None if nobody is."""
    if not session:
        return None
    return current_user._get_current_object() if current_user.is_authenticated else None
