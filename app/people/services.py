"""Signing in and out. A sign-in is a row: people can see it and end it."""

from datetime import timedelta

from sqlalchemy import update

from app.people.models import Person, SignIn
from app.shared.codes import hashed, new_key
from app.shared.database import db, utcnow

VISIT = timedelta(hours=12)
"""How long a sign-in lasts that nobody asked to keep."""


def start_sign_in(person: Person) -> str:
    """Sign `person` in on one browser; answers the token its cookie is to hold."""
    token = new_key() + new_key()
    db.session.add(SignIn(person_id=person.id, token_hash=hashed(token), ends_at=utcnow() + VISIT))
    db.session.flush()
    return token


def end_sign_in(token: str) -> None:
    """End the sign-in of this token at once. Ending it twice, or an unknown one, does nothing."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.token_hash == hashed(token), SignIn.ended_at.is_(None))
        .values(ended_at=utcnow())
    )
